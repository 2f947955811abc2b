package org.socialfeed.bench.replicas;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What happened to a replica, from the strike to its return. Times are in nanoseconds of the run's clock.
 *
 * @param struck right before the strike
 * @param over when the process was gone; of a store that is cut off, when the proxy took the replica out
 * @param exitCode of the process, if it ended
 * @param down when the proxy took it out of rotation
 * @param restored when the process was started again, or the network mended
 * @param up when the proxy took it back
 */
record Episode(
        String replica,
        Strike strike,
        long struck,
        long over,
        OptionalInt exitCode,
        long down,
        long restored,
        long up) {
    /** The proxy shares the cores: it may use a connection before it has come round to hear that it is closed. */
    static final Duration NOTICE = Duration.ofMillis(100);

    /** Whether a request that this replica had may have failed. */
    boolean excuses(Attempt attempt) {
        return switch (strike) {
            case TERMINATED -> false;
            case KILLED -> attempt.overlaps(struck, over + NOTICE.toNanos());
            case REFUSED, SILENT -> attempt.overlaps(struck, over);
        };
    }

    double secondsToDown() {
        return seconds(down - struck);
    }

    double secondsToUp() {
        return seconds(up - restored);
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
