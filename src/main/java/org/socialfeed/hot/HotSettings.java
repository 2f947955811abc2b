package org.socialfeed.hot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of hot keys. None of them has to be changed for a user to become famous. */
@ConfigMapping(prefix = "feed.hot")
public interface HotSettings {
    /**
     * Writes a second that a shard is meant to take. A follow or a like costs its shard 4 write units of the 1,000 that
     * DynamoDB allows, and conflicts on the COUNT item begin near 100 a second.
     */
    @WithDefault("50")
    int writesPerShard();

    /**
     * The most shards that a key is given by itself: a power of two up to 64; 1 turns growing off. An operator may set
     * more, and what has more keeps it.
     */
    @WithDefault("64")
    int mostShards();

    /** How many keys each replica measures; the longest unused ones are forgotten. */
    @WithDefault("10000")
    int measuredKeys();

    /** How often each replica reads what is new in the registry of hot authors. */
    @WithDefault("1s")
    Duration refresh();

    /**
     * F: the age of its last read of the registry beyond which a replica serves no posts. Growing an author's posts takes
     * a second longer. It must be the same on all replicas.
     */
    @WithDefault("3s")
    Duration fence();
}
