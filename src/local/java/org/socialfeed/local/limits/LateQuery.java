package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One query of an index that has not heard of some writes: the store's entries without those that are pending, with their
 * earlier states in the places that these have, cut to the query's limit. So a page is as full as that of an index that
 * is behind, and only the index looks late, not the paging.
 *
 * <p>The capacity reported is that of the store's first page.
 */
final class LateQuery {
    private static final String START = "ExclusiveStartKey";
    private static final String LAST = "LastEvaluatedKey";
    private static final String LIMIT = "Limit";

    private final Store store;
    private final PendingEntries pending;
    private final Call call;
    private final ObjectNode query;
    private final Schema schema;
    private final Index index;
    private final EntryOrder order;

    /** What the index showed when a page was read stays so for the whole query: nothing falls between two states. */
    private final Map<ItemKey, Optional<ObjectNode>> shown = new HashMap<>();

    private final List<ObjectNode> found = new ArrayList<>();

    LateQuery(Store store, PendingEntries pending, Call call, ObjectNode query, Schema schema, Index index) {
        this.store = store;
        this.pending = pending;
        this.call = call;
        this.query = query;
        this.schema = schema;
        this.index = index;
        this.order =
                new EntryOrder(schema, index, query.path("ScanIndexForward").asBoolean(true));
    }

    /** To be called once. */
    CompletableFuture<Reply> answer() {
        return store.send(call.with(query)).thenCompose(first -> {
            if (!first.isOk()) {
                return CompletableFuture.completedFuture(first);
            }
            ObjectNode page = first.json();
            take(page);
            return shown.isEmpty() ? CompletableFuture.completedFuture(first) : goOn(page, page);
        });
    }

    private CompletableFuture<Reply> goOn(ObjectNode first, ObjectNode page) {
        int missing = query.path(LIMIT).asInt() - found.size();
        if (!query.has(LIMIT) || missing <= 0 || !page.has(LAST)) {
            return CompletableFuture.completedFuture(Reply.ok(finish(first, page)));
        }
        ObjectNode next = query.deepCopy().put(LIMIT, missing);
        next.set(START, page.get(LAST));
        return store.send(call.with(next)).thenCompose(reply -> {
            if (!reply.isOk()) {
                return CompletableFuture.completedFuture(reply);
            }
            take(reply.json());
            return goOn(first, reply.json());
        });
    }

    private void take(ObjectNode page) {
        pending.shown(schema.table().table()).forEach(shown::putIfAbsent);
        Json.elements(page.path("Items"))
                .map(Json::objectOf)
                .filter(entry -> !shown.containsKey(schema.item(entry)))
                .forEach(found::add);
    }

    private ObjectNode finish(ObjectNode first, ObjectNode last) {
        earlierStates(last).forEach(entry -> order.insert(entry, found));
        int limit = query.path(LIMIT).asInt(Integer.MAX_VALUE);
        List<ObjectNode> entries = found.subList(0, Math.min(limit, found.size()));
        ObjectNode answer = first.deepCopy();
        answer.putArray("Items").addAll(entries);
        answer.put("Count", entries.size()).put("ScannedCount", entries.size());
        if (entries.size() == limit) {
            answer.set(LAST, order.key(entries.get(limit - 1)));
        } else if (last.has(LAST)) {
            answer.set(LAST, last.get(LAST));
        } else {
            answer.remove(LAST);
        }
        return answer;
    }

    /** The pending entries' earlier states within the query's range and the part of it that was read. */
    private List<ObjectNode> earlierStates(ObjectNode last) {
        if (index.key().sort().isEmpty()) {
            return List.of();
        }
        KeyCondition condition = new KeyCondition(query, index.key());
        String partition = condition.partition();
        Predicate<JsonNode> range = condition.sort();
        String sort = index.key().sort().get();
        // An item of an earlier page that is written while a later one is read has been shown already.
        Set<ItemKey> alreadyFound = found.stream().map(schema::item).collect(Collectors.toSet());
        return shown.entrySet().stream()
                .filter(each -> !alreadyFound.contains(each.getKey()))
                .flatMap(each -> each.getValue().stream())
                .filter(index.key()::isIn)
                .filter(item -> index.key().partitionOf(item).equals(partition))
                .filter(item -> range.test(item.get(sort)))
                .filter(item -> !query.has(START) || order.compare(item, query.get(START)) > 0)
                .filter(item -> !last.has(LAST) || order.compare(item, last.get(LAST)) <= 0)
                .map(index::entry)
                .toList();
    }
}
