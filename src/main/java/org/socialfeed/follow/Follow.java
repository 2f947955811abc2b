package org.socialfeed.follow;

import java.time.Instant;
import org.socialfeed.id.Username;
import org.socialfeed.table.Item;

/** One end of a follow edge as seen from the other: the user there, and since when. */
public record Follow(Username username, Instant followedAt) {
    static final String FOLLOWED_AT = "followedAt";

    /** Reads the item of either side. */
    public static Follow of(Item edge) {
        return new Follow(new Username(edge.lastPart()), edge.instant(FOLLOWED_AT));
    }
}
