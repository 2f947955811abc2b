package org.socialfeed.table;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.socialfeed.metrics.Latency;

/**
 * Metrics of every DynamoDB call: {@code feed.dynamodb.calls} (timer), {@code feed.dynamodb.units} and {@code
 * feed.dynamodb.retries} (counters). Meters are kept: to look one up by its labels costs more than to count.
 */
final class StoreMetrics {
    /** What requests ask of DynamoDB; the other operations are of the start and of the import. */
    private static final Set<Operation> OF_REQUESTS = EnumSet.of(
            Operation.GET_ITEM,
            Operation.BATCH_GET_ITEM,
            Operation.QUERY,
            Operation.UPDATE_ITEM,
            Operation.TRANSACT_WRITE_ITEMS);

    private final Map<Call, Timer> calls = new ConcurrentHashMap<>();
    private final Map<Operation, Counter> units = new EnumMap<>(Operation.class);
    private final MeterRegistry registry;

    StoreMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Operation operation : Operation.values()) {
            units.put(operation, units(operation));
        }
        registerWhatAlertsCount();
    }

    private record Call(Operation operation, Outcome outcome) {}

    /** From the start, for a rate does not see the step from nothing to the first. */
    private void registerWhatAlertsCount() {
        for (Operation operation : OF_REQUESTS) {
            timer(new Call(operation, Outcome.UNAVAILABLE));
            if (operation.write()) {
                timer(new Call(operation, Outcome.OUTCOME_UNKNOWN));
                retries(operation, RetryCause.CONFLICT);
            }
        }
        retries(Operation.TRANSACT_WRITE_ITEMS, RetryCause.THROTTLED);
        retries(Operation.BATCH_GET_ITEM, RetryCause.UNPROCESSED);
    }

    void called(Operation operation, Outcome outcome, long nanos) {
        calls.computeIfAbsent(new Call(operation, outcome), this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    void consumed(Operation operation, double consumed) {
        Objects.requireNonNull(units.get(operation)).increment(consumed);
    }

    void retried(Operation operation, RetryCause cause) {
        retries(operation, cause).increment();
    }

    private Timer timer(Call call) {
        return Latency.timer(
                        "feed.dynamodb.calls", "Calls to DynamoDB with their duration, retries by the SDK included")
                .tag("operation", call.operation().label())
                .tag("outcome", call.outcome().label())
                .register(registry);
    }

    private Counter units(Operation operation) {
        return registry.counter(
                "feed.dynamodb.units", "operation", operation.label(), "kind", operation.write() ? "write" : "read");
    }

    private Counter retries(Operation operation, RetryCause cause) {
        return registry.counter("feed.dynamodb.retries", "operation", operation.label(), "cause", cause.label());
    }
}
