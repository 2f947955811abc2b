package org.socialfeed.bench.drive;

import java.time.Duration;

/** How much is done: no operation begins after {@code most}, nor after {@code operations} have begun. */
public record Extent(Duration most, long operations) {

    public static Extent of(Duration most) {
        return new Extent(most, Long.MAX_VALUE);
    }

    /** It, but no more than so many operations. */
    public Extent atMost(long count) {
        return new Extent(most, Math.min(operations, count));
    }

    /** One of so many equal parts of it. */
    public Extent part(int parts) {
        return new Extent(most.dividedBy(parts), operations == Long.MAX_VALUE ? operations : operations / parts);
    }
}
