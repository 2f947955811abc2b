package org.socialfeed.local.limits;

import java.util.Random;
import java.util.function.LongSupplier;

/**
 * How long DynamoDB takes to answer, in nanoseconds: log-normal with median 4 ms and 99th percentile 30 ms. The median is
 * what AWS calls typical, single-digit milliseconds; the tail is that of a busy table.
 */
final class Latency implements LongSupplier {
    private static final double MEDIAN_NANOS = 4e6;
    private static final double P99_NANOS = 30e6;

    /** The 99th percentile of the standard normal distribution. */
    private static final double Z99 = 2.3263478740408408;

    private static final double SIGMA = Math.log(P99_NANOS / MEDIAN_NANOS) / Z99;

    private final Random random;

    Latency(long seed) {
        random = new Random(seed);
    }

    @Override
    public long getAsLong() {
        return Math.round(MEDIAN_NANOS * Math.exp(SIGMA * random.nextGaussian()));
    }
}
