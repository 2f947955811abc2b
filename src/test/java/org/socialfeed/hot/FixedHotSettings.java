package org.socialfeed.hot;

import java.time.Duration;

/** Settings of a replica that a test makes itself. */
record FixedHotSettings(int writesPerShard, int measuredKeys, Duration refresh, Duration fence) implements HotSettings {
    /** As shipped, but for the writes that a shard is meant to take. */
    static HotSettings of(int writesPerShard) {
        return new FixedHotSettings(writesPerShard, 100, Duration.ofSeconds(1), Duration.ofSeconds(3));
    }
}
