package org.socialfeed.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of how the cost of requests is told. */
@ConfigMapping(prefix = "feed.capacity")
public interface CapacitySettings {
    /** Whether every answer tells in {@code X-Consumed-Capacity} what it has cost. On in development. */
    @WithDefault("false")
    boolean header();
}
