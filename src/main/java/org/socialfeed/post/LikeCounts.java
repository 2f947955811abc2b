package org.socialfeed.post;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.socialfeed.cache.Caches;
import org.socialfeed.cache.FreshCache;
import org.socialfeed.hot.HotKey;
import org.socialfeed.hot.Shards;

/** How many users like a post, as old as {@code feed.cache.max-age} at most. */
@Singleton
public class LikeCounts {
    private static final int SHARES = 1;
    private static final int BYTES = 24;

    private final Shards shards;
    private final FreshCache<HotKey.Likers, Long> counts;

    LikeCounts(Shards shards, Caches caches) {
        this.shards = shards;
        this.counts = caches.ofAge("like-counts", SHARES, count -> BYTES);
    }

    /** The count of each post; of one that there is not, 0. ½ read unit for each that is not cached, and each of its shards. */
    Uni<Map<HotKey.Likers, Long>> of(Collection<HotKey.Likers> posts) {
        return counts.getAll(posts, this::load);
    }

    /** To be told of each change that this replica makes, so that whoever made it sees it in the count at once. */
    public void changed(HotKey.Likers post) {
        counts.forget(post);
    }

    /** A count that an eventual read misses is a new post's, or that of one just deleted: none yet, or none any more. */
    private Uni<Map<HotKey.Likers, Long>> load(List<HotKey.Likers> posts) {
        return shards.counts(posts)
                .map(found -> posts.stream()
                        .collect(Collectors.toMap(Function.identity(), post -> found.getOrDefault(post, 0L))));
    }
}
