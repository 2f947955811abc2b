package org.socialfeed.bench.drive;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.socialfeed.bench.client.Capacity;

/** Counts outcomes while they come in. */
final class Tally {
    private static final int DIGITS = 3;

    private final Histogram micros = new Histogram(DIGITS);
    private final Map<String, Long> errors = new TreeMap<>();
    private long told;
    private double calls;
    private double rcu;
    private double wcu;

    /** @param nanos latency; that of a failure is in no percentile */
    synchronized void add(Outcome outcome, long nanos) {
        if (outcome.error().isPresent()) {
            errors.merge(outcome.error().get(), 1L, Long::sum);
            return;
        }
        micros.recordValue(TimeUnit.NANOSECONDS.toMicros(nanos));
        Optional<Capacity> cost = outcome.capacity();
        if (cost.isPresent()) {
            told++;
            calls += cost.get().calls();
            rcu += cost.get().rcu();
            wcu += cost.get().wcu();
        }
    }

    /** @param nanos how long all of it took */
    synchronized Figures figures(long nanos) {
        Optional<Capacity> each =
                told == 0 ? Optional.empty() : Optional.of(new Capacity(rcu / told, wcu / told, calls / told));
        return new Figures(micros.copy(), nanos / 1e9, Map.copyOf(errors), each);
    }
}
