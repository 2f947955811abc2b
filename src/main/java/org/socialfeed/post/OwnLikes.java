package org.socialfeed.post;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Item;
import org.socialfeed.table.Keys;
import org.socialfeed.table.Slice;

/**
 * Which of a page's posts the caller likes, always current.
 *
 * <p>The likes of a user are sorted by post, so those of a page lie side by side: one query of what fits a read unit
 * finds them all unless the caller likes very many posts of that time that are not on the page. The rest is then asked
 * for one by one.
 */
@Singleton
class OwnLikes {
    /** Items of about 100 bytes: what one consistent read unit of 4 KB holds. */
    private static final int MOST_IN_A_UNIT = 40;

    private final FeedTable table;

    OwnLikes(FeedTable table) {
        this.table = table;
    }

    Uni<Set<PostId>> among(List<PostId> posts, Username caller) {
        if (posts.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        var range = Keys.likes(caller)
                .between(Collections.min(posts).value(), Collections.max(posts).value());
        return table.query(range, MOST_IN_A_UNIT, Freshness.CONSISTENT)
                .flatMap(slice -> complete(posts, caller, slice));
    }

    private Uni<Set<PostId>> complete(List<PostId> posts, Username caller, Slice<Item> slice) {
        Set<PostId> liked = new HashSet<>();
        slice.entries().forEach(item -> liked.add(new PostId(item.lastPart())));
        if (!slice.more()) {
            return Uni.createFrom().item(liked);
        }
        PostId reached = Collections.min(liked);
        List<PostId> rest =
                posts.stream().filter(post -> post.compareTo(reached) < 0).toList();
        return table.getAll(rest.stream().map(post -> Keys.like(caller, post)).toList(), Freshness.CONSISTENT)
                .map(found -> {
                    found.values().forEach(item -> liked.add(new PostId(item.lastPart())));
                    return liked;
                });
    }
}
