package org.socialfeed.page;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Settings of cursors. */
@ConfigMapping(prefix = "feed.cursor")
public interface CursorSettings {
    /**
     * Base64 secrets of 32 bytes or more, separated by commas. The first seals, all are accepted. So a key is rotated in
     * three rollouts, for replicas of two of them run at once: the new one behind, then in front, then the old one out.
     * Required in production; development draws one at each start.
     */
    Optional<List<String>> keys();
}
