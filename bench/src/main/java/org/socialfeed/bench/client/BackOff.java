package org.socialfeed.bench.client;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often and how long to wait: exponential from {@code first} with full jitter over the upper half, never above {@code cap}.
 * A {@code Retry-After} in seconds is a floor, up to {@link #LONGEST_WISH}.
 *
 * @param retries attempts after the first
 */
public record BackOff(int retries, Duration first, Duration cap) {
    static final Duration LONGEST_WISH = Duration.ofSeconds(60);

    public static BackOff of(int retries) {
        return new BackOff(retries, Duration.ofMillis(100), Duration.ofSeconds(5));
    }

    /** The wait before retry {@code retry}, counted from 0. */
    Duration before(int retry, OptionalLong retryAfterSeconds) {
        long full = Math.min(cap.toMillis(), first.toMillis() << Math.min(retry, 20));
        long wait = full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1);
        long wish = Math.min(retryAfterSeconds.orElse(0), LONGEST_WISH.toSeconds()) * 1000;
        return Duration.ofMillis(Math.max(wait, wish));
    }
}
