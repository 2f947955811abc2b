package org.socialfeed.bench.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.socialfeed.bench.client.Capacity;
import org.socialfeed.bench.client.Observer;
import org.socialfeed.bench.client.Operation;

/** The figures of a run, by kind of call; a write that found its work done is a kind of its own, because it costs less. */
public final class Measurements implements Observer {
    private record Kind(Operation operation, boolean repeated) {}

    /** Latency in milliseconds of every answer, and capacity of those that told it. */
    record Figures(Sample millis, Sample rcu, Sample wcu, Sample calls) {
        Figures() {
            this(new Sample(), new Sample(), new Sample(), new Sample());
        }
    }

    private final ConcurrentMap<Kind, Figures> figures = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, LongAdder> retries = new ConcurrentHashMap<>();

    @Override
    public void answered(Operation operation, boolean repeated, Duration latency, Optional<Capacity> capacity) {
        Figures kind = figures.computeIfAbsent(new Kind(operation, repeated), key -> new Figures());
        kind.millis().add(latency.toNanos() / 1e6);
        capacity.ifPresent(cost -> {
            kind.rcu().add(cost.rcu());
            kind.wcu().add(cost.wcu());
            kind.calls().add(cost.calls());
        });
    }

    @Override
    public void retried(Operation operation, String kind) {
        retries.computeIfAbsent(kind, key -> new LongAdder()).increment();
    }

    long retries() {
        return retries.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** How often each kind of failure led to a retry. */
    Map<String, Long> retriesByKind() {
        Map<String, Long> sums = new TreeMap<>();
        retries.forEach((kind, count) -> sums.put(kind, count.sum()));
        return sums;
    }

    /** Answers of the operation, repeated or not. */
    public long answers(Operation operation) {
        return figures.entrySet().stream()
                .filter(entry -> entry.getKey().operation() == operation)
                .mapToLong(entry -> entry.getValue().millis().size())
                .sum();
    }

    /** All kinds that occurred, by label, in the order of {@link Operation}. */
    List<Map.Entry<String, Figures>> byKind() {
        List<Map.Entry<String, Figures>> kinds = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            for (boolean repeated : new boolean[] {false, true}) {
                Figures found = figures.get(new Kind(operation, repeated));
                if (found != null) {
                    kinds.add(Map.entry(operation.label(repeated), found));
                }
            }
        }
        return kinds;
    }
}
