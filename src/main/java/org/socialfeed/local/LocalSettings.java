package org.socialfeed.local;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of development's own store. */
@ConfigMapping(prefix = "feed.local")
interface LocalSettings {
    /** Whether development starts a DynamoDB of its own; otherwise it uses the one that is configured. */
    @WithDefault("true")
    boolean dynamodb();

    /** Whether its data goes with the process. */
    @WithDefault("false")
    boolean inMemory();

    /** The folder that keeps its data between starts, relative to the project. */
    @WithDefault(".dev-data")
    String data();
}
