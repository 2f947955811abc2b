package org.socialfeed.post;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.socialfeed.hot.HotKey;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import org.socialfeed.profile.Profiles;
import org.socialfeed.profile.UserCard;

/** Shows posts: first with their authors, which may hide some, then those of the page with their likes. */
@Singleton
public class PostPresenter {
    private final Profiles profiles;
    private final LikeCounts likeCounts;
    private final OwnLikes ownLikes;

    PostPresenter(Profiles profiles, LikeCounts likeCounts, OwnLikes ownLikes) {
        this.profiles = profiles;
        this.likeCounts = likeCounts;
        this.ownLikes = ownLikes;
    }

    /** The posts in the same order, those left out whose author is gone. */
    public Uni<List<PostView>> withAuthors(List<Post> posts, Optional<Username> caller) {
        return profiles.join(posts, Post::author, PostView::of, caller);
    }

    /**
     * The same for a caller who may be among the authors.
     *
     * @param own the caller's card, if it has been read in this request
     */
    public Uni<List<PostView>> withAuthors(List<Post> posts, Username caller, Optional<UserCard> own) {
        return profiles.join(posts, Post::author, PostView::of, Optional.of(caller), own);
    }

    /** The same posts with their likes, and whether the caller is among those who like them. */
    public Uni<List<PostView>> withLikes(List<PostView> posts, Optional<Username> caller) {
        List<PostId> ids = posts.stream().map(PostView::id).toList();
        Uni<Set<PostId>> liked = caller.map(reader -> ownLikes.among(ids, reader))
                .orElseGet(() -> Uni.createFrom().item(Set.of()));
        return Uni.combine()
                .all()
                .unis(likeCounts.of(posts.stream().map(PostPresenter::likers).toList()), liked)
                .asTuple()
                .map(read -> posts.stream()
                        .map(post -> post.with(
                                read.getItem1().getOrDefault(likers(post), 0L),
                                caller.map(reader -> read.getItem2().contains(post.id()))))
                        .toList());
    }

    private static HotKey.Likers likers(PostView post) {
        return new HotKey.Likers(post.author().username(), post.id());
    }
}
