package org.socialfeed.like;

import java.time.Instant;
import org.socialfeed.id.Username;
import org.socialfeed.table.Item;

/** One like as seen from the post: who, and since when. */
public record Like(Username username, Instant likedAt) {
    static final String LIKED_AT = "likedAt";

    /** Reads the item of either side. */
    public static Like of(Username liker, Item edge) {
        return new Like(liker, edge.instant(LIKED_AT));
    }
}
