package org.socialfeed.page;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Settings of cursors. */
@ConfigMapping(prefix = "feed.cursor")
public interface CursorSettings {
    /**
     * Base64 secrets of 32 bytes or more, separated by commas. The first signs; all are accepted, so a key is rotated by
     * putting the new one in front and dropping the old one later. Must be the same on every replica. Required in
     * production; development draws one at each start.
     */
    Optional<List<String>> keys();
}
