package org.socialfeed.post;

import java.time.Clock;
import java.util.Optional;
import org.socialfeed.hot.AuthorRegistry;
import org.socialfeed.hot.HotKeys;
import org.socialfeed.id.PostIds;
import org.socialfeed.id.Username;
import org.socialfeed.table.FeedTable;

/** The posts of a further replica, for tests in other packages. */
public final class PostingReplica {
    private final PostStore store;

    public PostingReplica(FeedTable table, AuthorRegistry authors, HotKeys hotKeys, PostIds ids, Clock clock) {
        this.store = new PostStore(table, authors, hotKeys, ids, clock);
    }

    /** Posts and returns the id. */
    public String post(Username author, String text) {
        PostOutcome outcome = store.create(author, PostText.of(text), Optional.empty())
                .await()
                .indefinitely();
        return ((PostOutcome.Posted) outcome).post().id().value();
    }
}
