package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * BatchGetItem and BatchWriteItem: what lies in partitions over their limit comes back unprocessed, the rest is done; a
 * batch of which nothing can be done is refused. A write of an item that a transaction is at comes back unprocessed,
 * too: BatchWriteItem knows no conflict.
 */
abstract class BatchOperation implements Operation {
    private static final String REQUESTS = "RequestItems";

    private final PartitionLimits limits;
    private final ItemsInFlight inFlight;
    private final String unprocessed;

    /** @param unprocessed the answer's field for what was not done */
    BatchOperation(PartitionLimits limits, ItemsInFlight inFlight, String unprocessed) {
        this.limits = limits;
        this.inFlight = inFlight;
        this.unprocessed = unprocessed;
    }

    /** One key or write of a batch: as it stands there and what it touches. */
    record Element(String table, JsonNode json, Touch touch) {}

    /** The elements of a table's part of the request, at positions from the given one. */
    abstract List<Element> elements(TouchReader reader, String table, JsonNode part, int position);

    /** A table's part of the request with these elements instead. */
    abstract JsonNode part(JsonNode part, ArrayNode elements);

    abstract CompletableFuture<Reply> send(Call call, ObjectNode request, List<Element> elements);

    @Override
    public Collection<String> tables(ObjectNode request) {
        return Json.fields(request.path(REQUESTS)).keySet();
    }

    @Override
    public CompletableFuture<Reply> answer(Call call, ObjectNode request, TouchReader reader, Delay delay) {
        List<Element> elements = new ArrayList<>();
        Json.fields(request.path(REQUESTS))
                .forEach((table, part) -> elements.addAll(elements(reader, table, part, elements.size())));
        Map<Boolean, List<Element>> free = elements.stream().collect(Collectors.partitioningBy(this::begin));
        return delay.firstHalf()
                .thenCompose(waited -> admit(call, request, free.get(true), free.get(false), delay))
                .whenComplete((reply, failure) -> free.get(true).forEach(this::end));
    }

    private CompletableFuture<Reply> admit(
            Call call, ObjectNode request, List<Element> free, List<Element> inTransactions, Delay delay) {
        Set<Partition> exceeded = new LinkedHashSet<>();
        List<Element> admitted = new ArrayList<>();
        List<Element> left = new ArrayList<>(inTransactions);
        for (Element element : free) {
            Set<Partition> over = limits.reserve(element.touch().claims());
            exceeded.addAll(over);
            (over.isEmpty() ? admitted : left).add(element);
        }
        if (!admitted.isEmpty() || left.isEmpty()) {
            ObjectNode reduced = request.deepCopy();
            reduced.set(REQUESTS, requests(request, admitted));
            return send(call, left.isEmpty() ? request : reduced, admitted)
                    .thenApply(reply -> reply.isOk() && !left.isEmpty() ? giveBack(request, left, reply) : reply)
                    .thenCompose(delay::rest);
        }
        return CompletableFuture.completedFuture(
                exceeded.isEmpty() ? giveBack(request, left, Reply.ok(Json.object())) : Refusals.throttled(exceeded));
    }

    private ObjectNode requests(ObjectNode request, List<Element> elements) {
        ObjectNode requests = Json.object();
        Json.fields(request.path(REQUESTS)).forEach((table, part) -> {
            ArrayNode ofTable = Json.array();
            elements.stream()
                    .filter(element -> element.table().equals(table))
                    .forEach(element -> ofTable.add(element.json()));
            if (!ofTable.isEmpty()) {
                requests.set(table, part(part, ofTable));
            }
        });
        return requests;
    }

    private Reply giveBack(ObjectNode request, List<Element> left, Reply reply) {
        ObjectNode answer = reply.json();
        answer.set(unprocessed, requests(request, left));
        return Reply.ok(answer);
    }

    private boolean begin(Element element) {
        Touch touch = element.touch();
        boolean begun = !touch.writes() || inFlight.beginWrite(touch.item().orElseThrow());
        if (!begun) {
            limits.conflict(touch.partition());
        }
        return begun;
    }

    private void end(Element element) {
        if (element.touch().writes()) {
            inFlight.endWrite(element.touch().item().orElseThrow());
        }
    }
}
