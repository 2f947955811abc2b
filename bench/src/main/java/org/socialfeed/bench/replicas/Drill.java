package org.socialfeed.bench.replicas;

import java.time.Duration;

/**
 * How much is done.
 *
 * @param users of a made-up network, who all do everything
 * @param postsEach posts of each, on average, that are there before the load begins
 * @param rounds rolling restarts
 * @param kills replicas that are killed, one after the other
 * @param calm load without anything else, to compare with
 * @param lead load before a strike, and after the return of what was struck
 * @param hold how long a replica that has left rotation stays cut off its store
 * @param ownWrites posts, and as many likes, that are read at once on every replica
 */
record Drill(
        int users, int postsEach, int rounds, int kills, Duration calm, Duration lead, Duration hold, int ownWrites) {

    /** Figures to publish. */
    static Drill full() {
        return new Drill(
                200, 8, 3, Fleet.SIZE, Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(20), 200);
    }

    /** All of it once, in about 4 minutes. */
    static Drill quick() {
        return new Drill(30, 5, 1, 1, Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(4), 10);
    }
}
