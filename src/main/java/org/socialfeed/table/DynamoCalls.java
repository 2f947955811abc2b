package org.socialfeed.table;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/**
 * Sends single calls to DynamoDB: metered, accounted to the HTTP request that caused them, their failures translated.
 *
 * <p>The caller's context is captured once by {@link #inRequest}, and only the final result comes back on it. Cancelling
 * the Uni stops further calls; one that is under way ends by itself, for the SDK does not pass a cancellation on.
 */
@Singleton
class DynamoCalls {
    private final StoreMetrics metrics;

    DynamoCalls(MeterRegistry registry) {
        this.metrics = new StoreMetrics(registry);
    }

    /** The HTTP request on whose behalf calls are made, if there is one. */
    record Request(Optional<RequestCost> cost) {
        /** The span of a call that begins now, if the request is traced. */
        Optional<Span> begin(Operation operation) {
            return cost.flatMap(RequestCost::trace).map(trace -> trace.begin(operation));
        }
    }

    /** Does work that makes calls, and hands its result over on the context of the subscriber. */
    <T> Uni<T> inRequest(Function<Request, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            RequestContext context = RequestContext.current();
            return context.deliver(work.apply(new Request(context.cost())));
        });
    }

    /** One call whose answer tells the capacity that it consumed. */
    <R> Uni<R> send(
            Request request,
            Operation operation,
            Supplier<CompletableFuture<R>> call,
            Function<R, Stream<ConsumedCapacity>> consumed) {
        return Uni.createFrom().deferred(() -> {
            if (request.cost().filter(RequestCost::overdue).isPresent()) {
                return Uni.createFrom().failure(StoreFailure.overdue());
            }
            long sent = System.nanoTime();
            request.cost().ifPresent(RequestCost::addCall);
            Optional<Span> span = request.begin(operation);
            return Uni.createFrom()
                    .completionStage(call)
                    .onItem()
                    .invoke(answer -> account(request, operation, span, consumed.apply(answer)))
                    .onFailure()
                    .transform(failure -> StoreFailure.translate(failure, operation.write()))
                    .onTermination()
                    .invoke((answer, failure, cancelled) -> {
                        Outcome outcome = outcome(failure, cancelled);
                        metrics.called(operation, outcome, System.nanoTime() - sent);
                        span.ifPresent(begun -> RequestTrace.end(begun, outcome, failure));
                    });
        });
    }

    /** One call that consumes no capacity. */
    <R> Uni<R> send(Request request, Operation operation, Supplier<CompletableFuture<R>> call) {
        return send(request, operation, call, answer -> Stream.empty());
    }

    void retried(Operation operation, RetryCause cause) {
        metrics.retried(operation, cause);
    }

    private void account(Request request, Operation operation, Optional<Span> span, Stream<ConsumedCapacity> consumed) {
        double units = consumed.mapToDouble(ConsumedCapacity::capacityUnits).sum();
        request.cost().ifPresent(cost -> cost.addUnits(operation.write(), units));
        metrics.consumed(operation, units);
        span.ifPresent(begun -> RequestTrace.consumed(begun, units));
    }

    private static Outcome outcome(@Nullable Throwable failure, boolean cancelled) {
        if (cancelled) {
            return Outcome.CANCELLED;
        }
        return failure == null ? Outcome.OK : Outcome.of(failure);
    }
}
