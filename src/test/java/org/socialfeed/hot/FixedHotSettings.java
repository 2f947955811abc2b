package org.socialfeed.hot;

import java.time.Duration;
import org.socialfeed.table.Shard;

/** Settings of a replica that a test makes itself. */
record FixedHotSettings(int writesPerShard, int mostShards, int measuredKeys, Duration refresh, Duration fence)
        implements HotSettings {
    /** As shipped, but for the writes that a shard is meant to take. */
    static HotSettings of(int writesPerShard) {
        return of(writesPerShard, Shard.MAX);
    }

    static HotSettings of(int writesPerShard, int mostShards) {
        return new FixedHotSettings(writesPerShard, mostShards, 100, Duration.ofSeconds(1), Duration.ofSeconds(3));
    }
}
