package org.socialfeed.follow;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of follow edges. */
@ConfigMapping(prefix = "feed.follow")
public interface FollowSettings {
    /** How many users one user may follow; it bounds the cost of a feed page. */
    @WithDefault("5000")
    int limit();
}
