package org.socialfeed.local.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyTest {
    private static final int SAMPLES = 100_000;
    private static final double MILLI = 1e6;

    @Test
    void hasTheMedianAndTailThatItSays() throws Exception {
        long[] nanos = samples(1);

        assertThat(nanos[SAMPLES / 2] / MILLI).isCloseTo(4, withinPercentage(2));
        assertThat(nanos[SAMPLES * 99 / 100] / MILLI).isCloseTo(30, withinPercentage(5));
        assertThat(nanos[0]).isPositive();
    }

    @Test
    void comesAgainWithItsSeed() throws Exception {
        assertThat(samples(7)).isEqualTo(samples(7)).isNotEqualTo(samples(8));
    }

    private static long[] samples(long seed) throws Exception {
        LongSupplier latency = ChildClass.make("Latency", seed).as(LongSupplier.class);
        return LongStream.generate(latency).limit(SAMPLES).sorted().toArray();
    }
}
