package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** TransactGetItems and TransactWriteItems: done as a whole, or cancelled with a reason for each item. */
final class TransactionOperation implements Operation {
    private static final String ITEMS = "TransactItems";

    private final PartitionLimits limits;
    private final ItemsInFlight inFlight;
    private final Forwarding forwarding;
    /** Of writing transactions under way. */
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();

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
        Supplier<CompletableFuture<Reply>> admitted = () -> admit(call, request, touches, delay);
        if (call.operation().equals("TransactGetItems")) {
            return unlessIn(inFlight.inTheWayOfReading(items), touches, delay, admitted);
        }
        Optional<String> token =
                Optional.ofNullable(request.get("ClientRequestToken")).map(JsonNode::asText);
        if (token.isPresent() && !tokens.add(token.get())) {
            return delay.firstHalf().thenApply(waited -> Refusals.inProgress());
        }
        return unlessIn(
                        inFlight.beginTransaction(items),
                        touches,
                        delay,
                        () -> admitted.get().whenComplete((answer, failure) -> inFlight.endTransaction(items)))
                .whenComplete((answer, failure) -> token.ifPresent(tokens::remove));
    }

    /** @param conflicts the positions of items that are in other transactions */
    private CompletableFuture<Reply> unlessIn(
            List<Integer> conflicts, List<Touch> touches, Delay delay, Supplier<CompletableFuture<Reply>> admitted) {
        if (conflicts.isEmpty()) {
            return admitted.get();
        }
        conflicts.forEach(position -> limits.conflict(touches.get(position).partition()));
        return delay.firstHalf().thenApply(waited -> lose(touches, conflicts));
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
