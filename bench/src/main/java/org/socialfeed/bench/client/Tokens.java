package org.socialfeed.bench.client;

import java.time.Duration;

/** Bearer tokens; called from many threads, so implementations say what they keep. */
public interface Tokens {
    /** Longer than a run takes, so no token is renewed. */
    Duration LIFETIME = Duration.ofDays(1);

    String of(String username) throws InterruptedException;
}
