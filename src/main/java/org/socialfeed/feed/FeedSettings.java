package org.socialfeed.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of feed reads. */
@ConfigMapping(prefix = "feed.fan-out")
public interface FeedSettings {
    /**
     * How many sources one request reads at a time. How many a replica reads at a time is bounded by the connections of
     * its client, {@code quarkus.dynamodb.async-client.max-concurrency}.
     */
    @WithDefault("64")
    int concurrency();
}
