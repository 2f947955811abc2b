package org.socialfeed.table;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Metrics of every DynamoDB call: {@code feed.dynamodb.calls} (timer) and {@code feed.dynamodb.units} (counter). */
final class StoreMetrics {
    private final MeterRegistry registry;

    StoreMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void called(Operation operation, String outcome, long nanos) {
        Timer.builder("feed.dynamodb.calls")
                .description("Calls to DynamoDB with their duration, retries by the SDK included")
                .tag("operation", operation.label())
                .tag("outcome", outcome)
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    void consumed(Operation operation, double units) {
        registry.counter(
                        "feed.dynamodb.units",
                        "operation",
                        operation.label(),
                        "kind",
                        operation.write() ? "write" : "read")
                .increment(units);
    }

    void retried(Operation operation, String cause) {
        registry.counter("feed.dynamodb.retries", "operation", operation.label(), "cause", cause)
                .increment();
    }
}
