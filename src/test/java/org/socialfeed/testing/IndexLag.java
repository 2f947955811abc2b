package org.socialfeed.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map.Entry;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A store whose indexes have not heard of some items yet. A query of an index is answered as if these were not there at
 * all: the page is filled up to its Limit from what follows, so that only the index looks late, not the paging.
 */
final class IndexLag {
    private static final int OK = 200;
    private final Function<byte[], CompletableFuture<Entry<Integer, byte[]>>> store;
    private final Collection<Predicate<String>> hidden;

    IndexLag(Function<byte[], CompletableFuture<Entry<Integer, byte[]>>> store, Collection<Predicate<String>> hidden) {
        this.store = store;
        this.hidden = hidden;
    }

    /** Calls that are no query of an index, or meet no hidden items, pass byte for byte. */
    CompletableFuture<Entry<Integer, byte[]>> forward(String operation, byte[] body) {
        if (hidden.isEmpty() || !operation.equals("Query")) {
            return store.apply(body);
        }
        ObjectNode query = Json.parse(body);
        return query.has("IndexName") ? ask(query) : store.apply(body);
    }

    private CompletableFuture<Entry<Integer, byte[]>> ask(ObjectNode query) {
        return store.apply(Json.bytes(query)).thenCompose(reply -> {
            if (reply.getKey() != OK) {
                return CompletableFuture.completedFuture(reply);
            }
            ObjectNode page = Json.parse(reply.getValue());
            int dropped = drop(page);
            if (dropped == 0) {
                return CompletableFuture.completedFuture(reply);
            }
            if (!query.has("Limit") || !page.has("LastEvaluatedKey")) {
                return CompletableFuture.completedFuture(Json.reply(OK, page));
            }
            ObjectNode next = query.deepCopy().put("Limit", dropped);
            next.set("ExclusiveStartKey", page.get("LastEvaluatedKey"));
            return ask(next).thenApply(more -> more.getKey() == OK ? join(page, Json.parse(more.getValue())) : more);
        });
    }

    private int drop(ObjectNode page) {
        int dropped = 0;
        for (var items = page.path("Items").elements(); items.hasNext(); ) {
            String item = items.next().toString();
            if (hidden.stream().anyMatch(late -> late.test(item))) {
                items.remove();
                dropped++;
            }
        }
        return subtract(page, dropped);
    }

    private static int subtract(ObjectNode page, int dropped) {
        page.put("Count", page.path("Count").asInt() - dropped);
        page.put("ScannedCount", page.path("ScannedCount").asInt() - dropped);
        return dropped;
    }

    /** One page of both; its consumed capacity is that of the first, which read as many items as were asked for. */
    private static Entry<Integer, byte[]> join(ObjectNode page, ObjectNode more) {
        ((ArrayNode) page.path("Items")).addAll((ArrayNode) more.path("Items"));
        subtract(page, -more.path("Count").asInt());
        JsonNode last = more.get("LastEvaluatedKey");
        if (last == null) {
            page.remove("LastEvaluatedKey");
        } else {
            page.set("LastEvaluatedKey", last);
        }
        return Json.reply(OK, page);
    }
}
