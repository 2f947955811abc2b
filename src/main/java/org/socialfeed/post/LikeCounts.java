package org.socialfeed.post;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.socialfeed.cache.Caches;
import org.socialfeed.cache.FreshCache;
import org.socialfeed.id.PostId;
import org.socialfeed.table.Counts;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Item;
import org.socialfeed.table.Key;
import org.socialfeed.table.Keys;
import org.socialfeed.table.Shard;

/** How many users like a post, as old as {@code feed.cache.max-age} at most. */
@ApplicationScoped
public class LikeCounts {
    private static final int SHARES = 1;
    private static final int BYTES = 24;

    private final FeedTable table;
    private final FreshCache<PostId, Long> counts;

    LikeCounts(FeedTable table, Caches caches) {
        this.table = table;
        this.counts = caches.ofAge("like-counts", SHARES, count -> BYTES);
    }

    /** The count of each post; of one that there is not, 0. ½ read unit for each that is not cached. */
    Uni<Map<PostId, Long>> of(Collection<PostId> posts) {
        return counts.getAll(posts, this::load);
    }

    /** To be told of each change that this replica makes, so that whoever made it sees it in the count at once. */
    public void changed(PostId post) {
        counts.forget(post);
    }

    private Uni<Map<PostId, Long>> load(List<PostId> posts) {
        return table.getAll(posts.stream().map(LikeCounts::key).toList(), Freshness.EVENTUAL)
                .map(found ->
                        posts.stream().collect(Collectors.toMap(Function.identity(), post -> count(post, found))));
    }

    /** A count that an eventual read misses is a new post's, or that of one just deleted: none yet, or none any more. */
    private static long count(PostId post, Map<Key, Item> found) {
        return Optional.ofNullable(found.get(key(post)))
                .map(item -> item.number(Counts.LIKES))
                .orElse(0L);
    }

    private static Key key(PostId post) {
        return Keys.likeCount(post, Shard.FIRST);
    }
}
