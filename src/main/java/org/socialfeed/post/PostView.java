package org.socialfeed.post;

import java.time.Instant;
import java.util.Optional;
import org.socialfeed.id.PostId;
import org.socialfeed.profile.UserCard;

/**
 * A post as the API shows it.
 *
 * @param likes left out where the client has not asked for it
 * @param liked whether the caller likes it; left out without a caller
 */
public record PostView(
        PostId id, UserCard author, String text, Instant createdAt, Optional<Long> likes, Optional<Boolean> liked) {

    static PostView of(Post post, UserCard author) {
        return new PostView(post.id(), author, post.text(), post.id().time(), Optional.empty(), Optional.empty());
    }

    /** A post as its author sees it right after posting: nobody can have liked it before. */
    static PostView ofNew(Post post, UserCard author) {
        return of(post, author).with(0, Optional.of(false));
    }

    PostView with(long counted, Optional<Boolean> byCaller) {
        return new PostView(id, author, text, createdAt, Optional.of(counted), byCaller);
    }
}
