package org.socialfeed.bench.drive;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.socialfeed.bench.client.Capacity;

/**
 * What a loop found.
 *
 * @param micros latencies of the operations that succeeded, in microseconds, to three digits
 * @param seconds from the first beginning to the last end
 * @param errors failed operations by kind
 * @param perOperation mean cost in DynamoDB of the operations that told it
 */
public record Figures(Histogram micros, double seconds, Map<String, Long> errors, Optional<Capacity> perOperation) {

    /** Both together, as of one loop that was interrupted. */
    public Figures and(Figures other) {
        Histogram all = micros.copy();
        all.add(other.micros);
        Map<String, Long> failed = new TreeMap<>(errors);
        other.errors.forEach((kind, count) -> failed.merge(kind, count, Long::sum));
        return new Figures(all, seconds + other.seconds, failed, mean(other));
    }

    private Optional<Capacity> mean(Figures other) {
        if (perOperation.isEmpty() || other.perOperation.isEmpty()) {
            return perOperation.or(other::perOperation);
        }
        Capacity mine = perOperation.get();
        Capacity theirs = other.perOperation.get();
        double share = operations() / (double) Math.max(1, operations() + other.operations());
        return Optional.of(new Capacity(
                share * mine.rcu() + (1 - share) * theirs.rcu(),
                share * mine.wcu() + (1 - share) * theirs.wcu(),
                share * mine.calls() + (1 - share) * theirs.calls()));
    }

    /** Operations that succeeded. */
    public long operations() {
        return micros.getTotalCount();
    }

    /** Operations that succeeded, per second. */
    public double rate() {
        return seconds > 0 ? operations() / seconds : 0;
    }

    /** The latency in milliseconds that {@code percent} of all operations do not exceed; 0 of no operations. */
    public double millis(double percent) {
        return operations() == 0 ? 0 : micros.getValueAtPercentile(percent) / 1e3;
    }

    public long failures() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }
}
