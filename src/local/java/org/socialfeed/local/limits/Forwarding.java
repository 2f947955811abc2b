package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Sends on what was admitted, and replaces what was reserved for it by what DynamoDB reports. */
final class Forwarding {
    private final Store store;
    private final PartitionLimits limits;
    private final IndexMemory memory;
    private final IndexLag lag;

    Forwarding(Store store, PartitionLimits limits, IndexMemory memory, IndexLag lag) {
        this.store = store;
        this.limits = limits;
        this.memory = memory;
        this.lag = lag;
    }

    /** With each item's share of what is reported in proportion to its estimate. */
    CompletableFuture<Reply> send(Call call, ObjectNode request, List<Touch> touches) {
        return send(call, request, touches, answer -> Claim::estimate);
    }

    /**
     * Returns the store's answer with the detail of capacity that the client asked for.
     *
     * @param touches what the request touches, all of it reserved
     * @param weights by the answer, the proportion in which what is reported is split
     */
    CompletableFuture<Reply> send(
            Call call, ObjectNode request, List<Touch> touches, Function<ObjectNode, ToDoubleFunction<Claim>> weights) {
        List<Claim> claims =
                touches.stream().flatMap(touch -> touch.claims().stream()).toList();
        return ask(call, CapacityDetail.INDEXES.in(request), touches)
                .thenApply(
                        reply -> reply.isOk() ? done(request, touches, claims, reply, weights) : refused(claims, reply))
                .whenComplete((reply, failure) -> {
                    if (failure != null) {
                        claims.forEach(claim -> limits.settle(claim, 0));
                    }
                });
    }

    private CompletableFuture<Reply> ask(Call call, ObjectNode request, List<Touch> touches) {
        return request.has("IndexName")
                ? lag.query(call, request, touches.get(0).schema())
                : lag.write(call, touches, () -> store.send(call.with(request)));
    }

    private Reply done(
            ObjectNode request,
            List<Touch> touches,
            List<Claim> claims,
            Reply reply,
            Function<ObjectNode, ToDoubleFunction<Claim>> weights) {
        ObjectNode answer = reply.json();
        Map<Partition, Double> consumed = ConsumedCapacity.split(answer, claims, weights.apply(answer));
        CapacityDetail asked = CapacityDetail.of(request);
        claims.forEach(claim -> limits.settle(claim, 0));
        consumed.forEach(limits::charge);
        touches.stream().filter(Touch::writes).forEach(memory::learn);
        ConsumedCapacity.reduce(answer, asked);
        return Reply.ok(answer);
    }

    /**
     * A condition that does not hold costs as much as the write, by the Developer Guide's page "DynamoDB read and write
     * operations", and is not reported. What is refused otherwise costs nothing.
     */
    private Reply refused(List<Claim> claims, Reply reply) {
        String error = new String(reply.body(), StandardCharsets.UTF_8);
        boolean attempted =
                error.contains("#ConditionalCheckFailedException") || error.contains("#TransactionCanceledException");
        claims.forEach(claim -> limits.settle(claim, attempted && isOfTable(claim) ? claim.estimate() : 0));
        return reply;
    }

    private static boolean isOfTable(Claim claim) {
        return claim.partition().resource().index().isEmpty();
    }
}
