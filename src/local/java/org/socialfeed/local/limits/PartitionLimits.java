package org.socialfeed.local.limits;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Holds every partition to its limit, and counts.
 *
 * <p>Of partitions, the 200,000 used last are known; one that was forgotten begins with a full bucket and from zero.
 */
final class PartitionLimits {
    private static final int MOST_PARTITIONS = 200_000;

    private final DoubleSupplier scale;
    private final LongSupplier nanoTime;
    private final Map<Partition, Meter> meters = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Partition, Meter> eldest) {
            return size() > MOST_PARTITIONS;
        }
    };

    /** @param scale the part of DynamoDB's limits that this machine is given */
    PartitionLimits(DoubleSupplier scale, LongSupplier nanoTime) {
        this.scale = scale;
        this.nanoTime = nanoTime;
    }

    /** Reserves all claims, or none and returns the partitions that have nothing left. */
    synchronized Set<Partition> reserve(List<Claim> claims) {
        Set<Partition> exceeded = new LinkedHashSet<>();
        for (Claim claim : claims) {
            if (meter(claim.partition()).bucket.isEmpty()) {
                exceeded.add(claim.partition());
            }
        }
        if (exceeded.isEmpty()) {
            claims.forEach(claim -> meter(claim.partition()).grant(claim.estimate()));
        }
        exceeded.forEach(partition -> meter(partition).throttled++);
        return exceeded;
    }

    /** To be called once for each claim that was reserved; with 0 if nothing came of it. */
    synchronized void settle(Claim claim, double consumed) {
        meter(claim.partition()).consume(claim.estimate(), consumed);
    }

    /** Takes what was not reserved; never refuses. */
    synchronized void charge(Partition partition, double consumed) {
        meter(partition).consume(0, consumed);
    }

    synchronized void conflict(Partition partition) {
        meter(partition).conflicts++;
    }

    /** Fills all buckets and counts from zero. */
    synchronized void reset() {
        meters.values().removeIf(meter -> meter.bucket.isIdle());
        meters.forEach((partition, meter) -> meter.reset(rate(partition)));
    }

    /** Of the keys that begin so, those with the most refusals, and of equal ones those that consumed most, first. */
    synchronized List<PartitionTotals> totals(String keyPrefix, int most) {
        return all().filter(totals -> totals.partition().key().startsWith(keyPrefix))
                .sorted(Comparator.comparingLong(PartitionTotals::refused)
                        .thenComparingDouble(PartitionTotals::units)
                        .reversed())
                .limit(most)
                .toList();
    }

    /** Units of all partitions that are remembered. */
    synchronized double units(Access access) {
        return all().filter(totals -> totals.partition().access() == access)
                .mapToDouble(PartitionTotals::units)
                .sum();
    }

    private Stream<PartitionTotals> all() {
        return meters.entrySet().stream().map(entry -> entry.getValue().totals(entry.getKey()));
    }

    private Meter meter(Partition partition) {
        double rate = rate(partition);
        long now = nanoTime.getAsLong();
        Meter meter = meters.computeIfAbsent(partition, absent -> new Meter(new TokenBucket(rate, now)));
        meter.bucket.fill(rate, now);
        return meter;
    }

    private double rate(Partition partition) {
        return scale.getAsDouble() * partition.access().unitsPerSecond();
    }

    private static final class Meter {
        private final TokenBucket bucket;
        private long requests;
        private double units;
        private long throttled;
        private long conflicts;

        Meter(TokenBucket bucket) {
            this.bucket = bucket;
        }

        void grant(double estimate) {
            bucket.reserve(estimate);
            requests++;
        }

        void consume(double reserved, double consumed) {
            bucket.settle(reserved, consumed);
            units += consumed;
        }

        void reset(double rate) {
            bucket.fillUp(rate);
            requests = 0;
            units = 0;
            throttled = 0;
            conflicts = 0;
        }

        PartitionTotals totals(Partition partition) {
            return new PartitionTotals(partition, requests, units, throttled, conflicts);
        }
    }
}
