package org.socialfeed.hot;

import org.socialfeed.table.Shard;

/** How many shards a key should have. Rules only: no state, no clock. */
final class ShardPlan {
    /** Fewer lost attempts a second are the ordinary luck of two who meet. */
    static final int FEW_LOST = 5;

    private static final double SOME_LOST = 0.1;
    private static final double MUCH_LOST = 0.5;
    private static final long[] STEPS = {100_000, 1_000_000, 3_000_000, 10_000_000, 30_000_000, 100_000_000};

    private ShardPlan() {}

    /**
     * @param n how many the key has
     * @param rate writes a second that this replica was asked for
     * @param lost attempts a second that lost to a conflict or to throttling
     * @param counted edges of the key by its counts; 0 if unknown
     * @param perShard writes a second that a shard is meant to take
     * @param most how many a key may be given; one that has more keeps them
     * @return a power of two, at least {@code n}, at most {@code most} if that is not less
     */
    static int shards(int n, double rate, double lost, long counted, int perShard, int most) {
        int needed = Math.max(powerOfTwo(rate / perShard), floor(counted));
        if (isMuch(lost, rate)) {
            // The rate of this replica alone does not explain it: others write the same key.
            needed = Math.max(needed, lost > rate * MUCH_LOST ? 4 * n : 2 * n);
        }
        return Math.max(n, Math.min(needed, most));
    }

    /** Whether so many attempts are lost that the key is too small, at whatever rate. */
    static boolean isMuch(double lost, double rate) {
        return lost > FEW_LOST && lost > rate * SOME_LOST;
    }

    /** The next step doubles: who has so many followers gets as many more at a time sooner or later. */
    static int floor(long counted) {
        int shards = 1;
        for (long step : STEPS) {
            if (counted >= step) {
                shards *= 2;
            }
        }
        return shards;
    }

    private static int powerOfTwo(double atLeast) {
        int shards = 1;
        while (shards < atLeast && shards < Shard.MAX) {
            shards *= 2;
        }
        return shards;
    }

    /** @throws IllegalArgumentException with the reason if an operator may not set {@code wanted} where there are {@code n} */
    static void check(int n, int wanted) {
        if (wanted < 1 || wanted > Shard.MAX || Integer.bitCount(wanted) != 1) {
            throw new IllegalArgumentException(
                    "A number of shards is a power of two from 1 to " + Shard.MAX + ", not " + wanted);
        }
        if (wanted < n) {
            throw new IllegalArgumentException(
                    "Shards only grow, for what was written to them stays there: there are " + n + ", not " + wanted);
        }
    }
}
