package org.socialfeed.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of what every request passes. */
@ConfigMapping(prefix = "feed.http")
public interface EdgeSettings {
    /** Requests of one replica that may be in flight at once; what comes on top is answered 503 at once. */
    @WithDefault("512")
    int maxInFlight();

    /**
     * How long after its arrival a request may still begin a DynamoDB call; one that needs longer is answered 503. With
     * the time-out of a call ({@code quarkus.dynamodb.api-call-timeout}) it stays below the time for shutting down.
     */
    @WithDefault("10s")
    Duration deadline();
}
