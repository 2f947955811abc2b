package org.socialfeed.feed;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.socialfeed.cache.FreshCache;
import org.socialfeed.id.Username;
import org.socialfeed.post.Post;
import org.socialfeed.table.Shard;
import org.socialfeed.table.Slice;

/**
 * The newest posts of an author in one shard, from a cache: as the first few, four times as many, or sixteen times as many.
 *
 * <p>There are so few sizes that readers with different needs still share what is read. A larger one that is cached serves
 * the smaller needs as well.
 */
final class Head {
    private static final int GROWTH = 4;

    /** Where the posts are. */
    record Place(Username author, Shard shard) {}

    /** @param version tells states of the place apart that must not be confused; 0 where age alone decides */
    record Key(Place place, long version, int entries) {}

    private final FreshCache<Key, Slice<Post>> cache;
    private final Place place;
    private final long version;
    private final int least;
    private final int most;
    private final Demand demand;
    private final IntFunction<Uni<Slice<Post>>> load;
    private final Predicate<Slice<Post>> right;

    Head(
            FreshCache<Key, Slice<Post>> cache,
            Place place,
            long version,
            int entries,
            Demand demand,
            IntFunction<Uni<Slice<Post>>> load,
            Predicate<Slice<Post>> right) {
        this.cache = cache;
        this.place = place;
        this.version = version;
        this.least = entries;
        this.most = entries * GROWTH * GROWTH;
        this.demand = demand;
        this.load = load;
        this.right = right;
    }

    /** Whether so many entries can be had; else the place itself must be read. */
    boolean has(int count) {
        return !cache.isOff() && count <= most;
    }

    /** At least so many of the newest posts, or all that there are, if they are cached now. */
    Optional<Slice<Post>> inMemory(int count) {
        for (int size = needed(count); size <= most; size *= GROWTH) {
            Optional<Slice<Post>> posts = cache.inMemory(key(size)).filter(right);
            if (posts.isPresent()) {
                return posts;
            }
        }
        return Optional.empty();
    }

    /** At least so many of the newest posts, or all that there are. */
    Uni<Slice<Post>> atLeast(int count) {
        int needed = needed(count);
        for (int size = needed; size <= most; size *= GROWTH) {
            if (cache.has(key(size))) {
                return read(size);
            }
        }
        return read(demand.most(place, needed));
    }

    /** The most of the newest posts that are cached now. */
    Optional<Slice<Post>> mostInMemory() {
        for (int size = most; size >= least; size /= GROWTH) {
            Optional<Slice<Post>> posts = cache.inMemory(key(size)).filter(right);
            if (posts.isPresent()) {
                return posts;
            }
        }
        return Optional.empty();
    }

    /** The same, or on their way. */
    Optional<Uni<Slice<Post>>> cached() {
        for (int size = most; size >= least; size /= GROWTH) {
            if (cache.has(key(size))) {
                return Optional.of(read(size));
            }
        }
        return Optional.empty();
    }

    private int needed(int count) {
        int needed = least;
        while (needed < count) {
            needed *= GROWTH;
        }
        if (needed > least) {
            demand.remember(place, needed);
        }
        return needed;
    }

    private Uni<Slice<Post>> read(int size) {
        return cache.get(key(size), () -> load.apply(size), right);
    }

    private Key key(int entries) {
        return new Key(place, version, entries);
    }
}
