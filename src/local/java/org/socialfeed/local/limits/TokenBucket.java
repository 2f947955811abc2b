package org.socialfeed.local.limits;

/**
 * The capacity units that a partition still has: filled at a rate, holding one second's worth, full at first.
 *
 * <p>What a request consumes is known only afterwards, so an estimate is reserved while it is in flight. The bucket
 * gives as long as something is left, and may fall below zero by what it gave last: over any time it has given at most
 * rate × time + one second's worth + one request. Not thread-safe.
 */
final class TokenBucket {
    private static final double NANOS = 1e9;

    private double units;
    private double reserved;
    private long filledAt;

    /**
     * @param rate units per second
     * @param now in nanoseconds, of a clock that never goes back
     */
    TokenBucket(double rate, long now) {
        units = rate;
        filledAt = now;
    }

    /** To be called before the others, with the rate since the last call. */
    void fill(double rate, long now) {
        units = Math.min(rate, units + rate * ((now - filledAt) / NANOS));
        filledAt = now;
    }

    /** As it was at first, but for what is reserved. */
    void fillUp(double rate) {
        units = rate;
    }

    boolean isEmpty() {
        return units - reserved <= 0;
    }

    boolean isIdle() {
        return reserved == 0;
    }

    void reserve(double estimate) {
        reserved += estimate;
    }

    /** Puts what was consumed in the place of what was reserved for it. */
    void settle(double estimate, double consumed) {
        reserved = Math.max(0, reserved - estimate);
        units -= consumed;
    }
}
