package org.socialfeed.bench.hot;

import org.socialfeed.bench.result.Line;

/**
 * As many writes as go to one target whose number of shards does not change.
 *
 * @param kind of the target
 */
record Fixed(String kind, int shards, boolean latency, Line line) {
    /** A like or a follow writes its edge and its count, and a transaction costs the double. */
    private static final double UNITS_PER_WRITE = 4;

    private static final double UNITS_PER_SECOND = 1_000;

    /** Writes a second that so many shards can take at most, if nothing is lost. */
    static double most(int shards, double scale) {
        return shards * scale * UNITS_PER_SECOND / UNITS_PER_WRITE;
    }

    /** The rate as a share of what the shards' limit allows. A little above 1 is possible: a bucket is full at first. */
    double ofLimit(double scale) {
        return line.figures().rate() / most(shards, scale);
    }

    /** The rate as a share of what this many shards would do if each did as much as the only one of {@code single}. */
    double growth(Fixed single) {
        return line.figures().rate() / single.line.figures().rate() / shards;
    }
}
