package org.socialfeed.post;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import org.socialfeed.profile.Profiles;
import org.socialfeed.table.Counts;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Item;
import org.socialfeed.table.Key;
import org.socialfeed.table.Keys;
import org.socialfeed.table.Shard;

/** Shows posts: first with their authors, which may hide some, then those of the page with their likes. */
@ApplicationScoped
public class PostPresenter {
    private final FeedTable table;
    private final Profiles profiles;
    private final OwnLikes ownLikes;

    PostPresenter(FeedTable table, Profiles profiles, OwnLikes ownLikes) {
        this.table = table;
        this.profiles = profiles;
        this.ownLikes = ownLikes;
    }

    /** The posts in the same order, those left out whose author is gone. */
    public Uni<List<PostView>> withAuthors(List<Post> posts, Optional<Username> caller) {
        return profiles.join(posts, Post::author, PostView::of, caller);
    }

    /** The same posts with their likes, and whether the caller is among those who like them. */
    public Uni<List<PostView>> withLikes(List<PostView> posts, Optional<Username> caller) {
        List<PostId> ids = posts.stream().map(PostView::id).toList();
        Uni<Set<PostId>> liked = caller.map(reader -> ownLikes.among(ids, reader))
                .orElseGet(() -> Uni.createFrom().item(Set.of()));
        return Uni.combine()
                .all()
                .unis(counts(ids), liked)
                .asTuple()
                .map(read -> posts.stream()
                        .map(post -> post.with(
                                likes(post.id(), read.getItem1()),
                                caller.map(reader -> read.getItem2().contains(post.id()))))
                        .toList());
    }

    private Uni<Map<Key, Item>> counts(List<PostId> ids) {
        return table.getAll(ids.stream().map(PostPresenter::countKey).toList(), Freshness.EVENTUAL);
    }

    /** A count that an eventual read misses is a new post's, or that of one just deleted: none yet, or none any more. */
    private static long likes(PostId id, Map<Key, Item> counts) {
        return Optional.ofNullable(counts.get(countKey(id)))
                .map(item -> item.number(Counts.LIKES))
                .orElse(0L);
    }

    private static Key countKey(PostId id) {
        return Keys.likeCount(id, Shard.FIRST);
    }
}
