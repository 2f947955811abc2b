package org.socialfeed.local.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.socialfeed.local.limits.LimitedTable.TABLE;
import static org.socialfeed.local.limits.LimitedTable.await;
import static org.socialfeed.local.limits.LimitedTable.fresh;
import static org.socialfeed.local.limits.LimitedTable.key;

import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LatencyTest {
    private static final int SAMPLES = 100_000;
    private static final int REQUESTS = 200;
    private static final double MILLI = 1e6;
    /** Of the proxy, if none is given. */
    private static final long SEED = 1;

    @RegisterExtension
    static final LimitedTable TABLE_SLOW = new LimitedTable();

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

    /** How much longer it takes is the machine's affair. */
    @Test
    void everyRequestTakesAtLeastWhatIsDrawnForIt() throws Exception {
        LongSupplier drawn = ChildClass.make("Latency", SEED).as(LongSupplier.class);
        TABLE_SLOW.limited().latency(true);

        for (int request = 0; request < REQUESTS; request++) {
            long begun = System.nanoTime();
            await(TABLE_SLOW.client().getItem(get -> get.tableName(TABLE).key(key(fresh("USER"), "PROFILE"))));

            assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(drawn.getAsLong());
        }
    }

    private static long[] samples(long seed) throws Exception {
        LongSupplier latency = ChildClass.make("Latency", seed).as(LongSupplier.class);
        return LongStream.generate(latency).limit(SAMPLES).sorted().toArray();
    }
}
