package org.socialfeed.cache;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the caches of one replica. */
@ConfigMapping(prefix = "feed.cache")
public interface CacheSettings {
    /**
     * How old what others did may be when it is served, counted from when its read was sent; part of the bound on
     * staleness that clients are promised. 0 switches all caches off.
     */
    @WithDefault("1s")
    Duration maxAge();

    /** How many of an author's newest posts are read and kept at a time; 4 or 16 times as many for pages that need more. */
    @WithDefault("8")
    int headEntries();

    /** How many loads of all caches run at a time; the others wait in the order in which they came. */
    @WithDefault("256")
    int loads();

    /** What all caches together may hold, by estimate, in bytes. */
    @WithDefault("64M")
    MemorySize memory();
}
