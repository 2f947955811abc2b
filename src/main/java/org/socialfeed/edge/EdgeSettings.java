package org.socialfeed.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of what every request passes. */
@ConfigMapping(prefix = "feed.http")
public interface EdgeSettings {
    /** Requests of one replica that may be in flight at once; what comes on top is answered 503 at once. */
    @WithDefault("512")
    int maxInFlight();
}
