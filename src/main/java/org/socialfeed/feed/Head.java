package org.socialfeed.feed;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.socialfeed.cache.FreshCache;
import org.socialfeed.post.Post;
import org.socialfeed.table.Range;
import org.socialfeed.table.Slice;

/**
 * The newest posts of one range, from a cache: as its first few, four times as many, or sixteen times as many.
 *
 * <p>There are so few sizes that readers with different needs still share what is read. A larger one that is cached serves
 * the smaller needs as well.
 */
final class Head {
    private static final int GROWTH = 4;

    /** @param version tells states of the range apart that must not be confused; 0 where age alone decides */
    record Key(Range range, long version, int entries) {}

    private final FreshCache<Key, Slice<Post>> cache;
    private final Range range;
    private final long version;
    private final int least;
    private final int most;
    private final Demand demand;
    private final IntFunction<Uni<Slice<Post>>> load;
    private final Predicate<Slice<Post>> right;

    Head(
            FreshCache<Key, Slice<Post>> cache,
            Range range,
            long version,
            int entries,
            Demand demand,
            IntFunction<Uni<Slice<Post>>> load,
            Predicate<Slice<Post>> right) {
        this.cache = cache;
        this.range = range;
        this.version = version;
        this.least = entries;
        this.most = entries * GROWTH * GROWTH;
        this.demand = demand;
        this.load = load;
        this.right = right;
    }

    /** Whether so many entries can be had; else the range itself must be read. */
    boolean has(int count) {
        return !cache.isOff() && count <= most;
    }

    /** At least so many of the newest posts, or all that there are. */
    Uni<Slice<Post>> atLeast(int count) {
        int needed = least;
        while (needed < count) {
            needed *= GROWTH;
        }
        int wanted = demand.of(range, needed, needed > least);
        for (int size = needed; size <= most; size *= GROWTH) {
            if (cache.has(key(size))) {
                return read(size);
            }
        }
        return read(wanted);
    }

    /** The most of the newest posts that are cached now. */
    Optional<Uni<Slice<Post>>> cached() {
        for (int size = most; size >= least; size /= GROWTH) {
            if (cache.has(key(size))) {
                return Optional.of(read(size));
            }
        }
        return Optional.empty();
    }

    private Uni<Slice<Post>> read(int size) {
        return cache.get(key(size), () -> load.apply(size), right);
    }

    private Key key(int entries) {
        return new Key(range, version, entries);
    }
}
