package org.socialfeed.post;

import java.util.Comparator;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import org.socialfeed.table.Item;
import org.socialfeed.table.TableSchema;

/** A post as stored in the table and, the same, in the index. Its time is in its id. */
public record Post(Username author, PostId id, String text) {
    /** Written out, not put together: a page of a hundred followees compares some five hundred times. */
    public static final Comparator<Post> NEWEST_FIRST = (one, other) -> other.id.compareTo(one.id);

    /** Reads an item of the author's, from the table or the index. */
    public static Post of(Username author, Item item) {
        return new Post(author, new PostId(item.lastPart()), item.text(TableSchema.TEXT));
    }
}
