package org.socialfeed.local.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final double RATE = 50;
    private static final long SECOND = 1_000_000_000;

    @Test
    void holdsASecondsWorthHoweverLongItRests() throws Exception {
        ChildClass bucket = ChildClass.make("TokenBucket", RATE, 0L);
        bucket.call("fill", RATE, 3_600 * SECOND);

        assertThat(take(bucket, 1)).isEqualTo(50);
    }

    @Test
    void fillsAtItsRate() throws Exception {
        ChildClass bucket = ChildClass.make("TokenBucket", RATE, 0L);
        take(bucket, 1);
        bucket.call("fill", RATE, SECOND / 2);

        assertThat(take(bucket, 1)).isEqualTo(25);
    }

    @Test
    void waitsUntilWhatItGaveTooMuchHasComeIn() throws Exception {
        ChildClass bucket = ChildClass.make("TokenBucket", RATE, 0L);
        bucket.call("settle", 0.0, 150.0);
        bucket.call("fill", RATE, 2 * SECOND);
        assertThat(bucket.call("isEmpty")).isEqualTo(true);

        bucket.call("fill", RATE, 2 * SECOND + SECOND / 10);
        assertThat(bucket.call("isEmpty")).isEqualTo(false);
    }

    @Test
    void countsWhatIsReservedAsGone() throws Exception {
        ChildClass bucket = ChildClass.make("TokenBucket", RATE, 0L);
        bucket.call("reserve", RATE);
        assertThat(bucket.call("isEmpty")).isEqualTo(true);

        bucket.call("settle", RATE, 0.0);
        assertThat(bucket.call("isEmpty")).isEqualTo(false);
    }

    /** The promise of the class, over a minute of random requests that cost what was not expected. */
    @Test
    void neverGivesMoreThanItPromises() throws Exception {
        long seed = 42;
        Random random = new Random(seed);
        ChildClass bucket = ChildClass.make("TokenBucket", RATE, 0L);
        double given = 0;
        for (long now = 0; now < 60 * SECOND; now += random.nextLong(SECOND / 20)) {
            bucket.call("fill", RATE, now);
            if (bucket.call("isEmpty").equals(false)) {
                double consumed = random.nextInt(1, 20);
                bucket.call("reserve", 1.0);
                bucket.call("settle", 1.0, consumed);
                given += consumed;
            }
            assertThat(given).as("seed %d", seed).isLessThanOrEqualTo(RATE * now / SECOND + RATE + 20);
        }
        assertThat(given).as("seed %d", seed).isGreaterThan(0.95 * RATE * 60);
    }

    /** How many units it gives, one at a time, until it is empty. */
    private static int take(ChildClass bucket, double units) throws Exception {
        int taken = 0;
        while (bucket.call("isEmpty").equals(false)) {
            bucket.call("reserve", units);
            bucket.call("settle", units, units);
            taken++;
        }
        return taken;
    }
}
