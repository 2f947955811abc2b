package org.socialfeed.feed;

import io.smallrye.mutiny.Uni;
import org.socialfeed.id.Username;
import org.socialfeed.page.RangeSource;
import org.socialfeed.post.Post;
import org.socialfeed.table.Slice;

/**
 * One run of posts, newest first, that a feed is merged from: an author's entries in the index, or the reader's own posts.
 *
 * <p>Each call goes on where the last one ended. A failed call fails the page: a source that was not read means no page.
 */
interface FeedSource {
    /** The next posts: as many as asked for or, where they cost nothing, another number; none only if it has ended. */
    Uni<Slice<Post>> next(int count);

    /** The posts of one author out of a range of the table or the index. */
    static FeedSource of(Username author, RangeSource range) {
        return count -> range.next(count).map(slice -> slice.map(item -> Post.of(author, item)));
    }
}
