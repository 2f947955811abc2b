package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** TransactGetItems and TransactWriteItems: done as a whole, or cancelled with a reason for each item. */
final class TransactionOperation implements Operation {
    private static final String ITEMS = "TransactItems";

    private final PartitionLimits limits;
    private final ItemsInFlight inFlight;
    private final Forwarding forwarding;

    TransactionOperation(PartitionLimits limits, ItemsInFlight inFlight, Forwarding forwarding) {
        this.limits = limits;
        this.inFlight = inFlight;
        this.forwarding = forwarding;
    }

    @Override
    public Set<String> tables(ObjectNode request) {
        return Json.elements(request.path(ITEMS))
                .flatMap(Json::elements)
                .map(action -> action.path("TableName").asText())
                .collect(Collectors.toSet());
    }

    @Override
    public CompletableFuture<Reply> answer(Call call, ObjectNode request, TouchReader reader, Delay delay) {
        List<Touch> touches = new ArrayList<>();
        for (JsonNode action : request.path(ITEMS)) {
            touches.add(reader.action(touches.size(), action));
        }
        List<ItemKey> items =
                touches.stream().flatMap(touch -> touch.item().stream()).toList();
        boolean reads = call.operation().equals("TransactGetItems");
        List<Integer> conflicts = reads ? inFlight.inTheWayOfReading(items) : inFlight.beginTransaction(items);
        if (!conflicts.isEmpty()) {
            conflicts.forEach(position -> limits.conflict(touches.get(position).partition()));
            return delay.firstHalf().thenApply(waited -> lose(touches, conflicts));
        }
        CompletableFuture<Reply> reply = admit(call, request, touches, delay);
        return reads ? reply : reply.whenComplete((answer, failure) -> inFlight.endTransaction(items));
    }

    /**
     * What is cancelled for a conflict has consumed its capacity all the same, by the Developer Guide's page "Amazon
     * DynamoDB Transactions: How it works", section "Capacity management for transactions"; the index was not reached.
     */
    private Reply lose(List<Touch> touches, List<Integer> conflicts) {
        touches.forEach(
                touch -> limits.charge(touch.partition(), touch.claims().get(0).estimate()));
        return Refusals.cancelledByConflict(touches.size(), conflicts);
    }

    private CompletableFuture<Reply> admit(Call call, ObjectNode request, List<Touch> touches, Delay delay) {
        return delay.firstHalf().thenCompose(waited -> {
            List<Claim> claims =
                    touches.stream().flatMap(touch -> touch.claims().stream()).toList();
            Set<Partition> exceeded = limits.reserve(claims);
            return exceeded.isEmpty()
                    ? forwarding.send(call, request, touches).thenCompose(delay::rest)
                    : CompletableFuture.completedFuture(
                            Refusals.cancelledByThrottling(touches.size(), claims, exceeded));
        });
    }
}
