package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** GetItem, Query, PutItem, UpdateItem and DeleteItem: done or refused as a whole. */
final class SingleOperation implements Operation {
    private final PartitionLimits limits;
    private final ItemsInFlight inFlight;
    private final Forwarding forwarding;

    SingleOperation(PartitionLimits limits, ItemsInFlight inFlight, Forwarding forwarding) {
        this.limits = limits;
        this.inFlight = inFlight;
        this.forwarding = forwarding;
    }

    @Override
    public Set<String> tables(ObjectNode request) {
        return Set.of(request.path("TableName").asText());
    }

    @Override
    public CompletableFuture<Reply> answer(Call call, ObjectNode request, TouchReader reader, Delay delay) {
        Touch touch = reader.single(call.operation(), request);
        if (!touch.writes()) {
            return admit(call, request, touch, delay);
        }
        ItemKey item = touch.item().orElseThrow();
        if (!inFlight.beginWrite(item)) {
            limits.conflict(touch.partition());
            return delay.firstHalf().thenApply(waited -> Refusals.conflict());
        }
        return admit(call, request, touch, delay).whenComplete((reply, failure) -> inFlight.endWrite(item));
    }

    private CompletableFuture<Reply> admit(Call call, ObjectNode request, Touch touch, Delay delay) {
        return delay.firstHalf().thenCompose(waited -> {
            Set<Partition> exceeded = limits.reserve(touch.claims());
            return exceeded.isEmpty()
                    ? forwarding.send(call, request, List.of(touch)).thenCompose(delay::rest)
                    : CompletableFuture.completedFuture(Refusals.throttled(exceeded));
        });
    }
}
