package org.socialfeed.feed;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.socialfeed.cache.CacheSettings;
import org.socialfeed.cache.Caches;
import org.socialfeed.cache.FreshCache;
import org.socialfeed.id.Username;
import org.socialfeed.page.Pages;
import org.socialfeed.page.RangeSource;
import org.socialfeed.post.Post;
import org.socialfeed.table.Counts;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Item;
import org.socialfeed.table.Keys;
import org.socialfeed.table.Range;
import org.socialfeed.table.Shard;
import org.socialfeed.table.Slice;

/**
 * The newest posts of authors, kept for the many who read them at the same moment: so a famous author costs a replica one
 * read of each range in {@code feed.cache.max-age}, however many followers open their feed.
 *
 * <p>Readers' own posts are kept, too, but not by age: by the version of them that the reader has just read. Each post and
 * each deletion raises it in its own transaction, so what was read at a version or after it is exact for as long as that is
 * the version. The reading comes after that of the version; what it saw beyond it is under a version that nobody finds any
 * more once it has happened. Posts that are read right after a change are not kept, for the store may have been in the
 * middle of its transaction, nor, where all are read, those that are not as many as counted.
 */
@Singleton
class Heads {
    private static final int SHARES = 3;
    private static final int OWN_SHARES = 1;
    private static final int POST_BYTES = 200;

    private final Kind others;
    private final Kind own;
    private final Demand demand;
    private final FeedTable table;
    private final Clock clock;
    private final int entries;

    Heads(Caches caches, CacheSettings settings, Ticker ticker, FeedTable table, Clock clock) {
        this.others =
                new Kind(caches.ofAge("heads", SHARES, Heads::bytes), Keys::feedEntries, Freshness.EVENTUAL, false);
        this.own = new Kind(
                caches.ofVersions("own-heads", OWN_SHARES, Heads::bytes), Keys::posts, Freshness.CONSISTENT, true);
        this.demand = new Demand(ticker);
        this.table = table;
        this.clock = clock;
        this.entries = settings.headEntries();
    }

    /**
     * What is kept of whom.
     *
     * @param range where the posts of an author's shard are read
     * @param loadsForAnyPosition see {@link HeadSource}
     */
    private record Kind(
            FreshCache<Head.Key, Slice<Post>> cache,
            BiFunction<Username, Shard, Range> range,
            Freshness freshness,
            boolean loadsForAnyPosition) {
        Range range(Head.Place place) {
            return range.apply(place.author(), place.shard());
        }
    }

    /** A followee's posts below the position: those of the index, as old as the cache allows. */
    Pages.Source<Post> ofOther(Username author, Shard shard, Optional<String> position) {
        return source(others, new Head.Place(author, shard), 0, position, posts -> true);
    }

    /**
     * The reader's posts below the position, as they are now.
     *
     * @param ownCount the reader's COUNT item, read consistently in this request
     */
    Pages.Source<Post> ofReader(Username reader, Shard shard, Item ownCount, Optional<String> position) {
        long version = Counts.version(ownCount, Counts.POSTS);
        boolean settled = Counts.settled(ownCount, clock.instant());
        long count = ownCount.number(Counts.POSTS);
        Predicate<Slice<Post>> right =
                posts -> settled && (posts.more() || posts.entries().size() == count);
        return source(own, new Head.Place(reader, shard), version, position, right);
    }

    private Pages.Source<Post> source(
            Kind kind, Head.Place place, long version, Optional<String> position, Predicate<Slice<Post>> right) {
        Username author = place.author();
        Head head = new Head(
                kind.cache(),
                place,
                version,
                entries,
                demand,
                count -> table.query(kind.range(place), count, kind.freshness()).map(slice -> posts(author, slice)),
                right);
        return new HeadSource(
                head,
                from -> new RangeSource(table, kind.range(place), kind.freshness(), from)
                        .map(item -> Post.of(author, item)),
                position,
                kind.loadsForAnyPosition());
    }

    private static Slice<Post> posts(Username author, Slice<Item> slice) {
        return slice.map(item -> Post.of(author, item));
    }

    private static long bytes(Slice<Post> posts) {
        return posts.entries().stream()
                .mapToLong(post -> POST_BYTES + 2L * post.text().length())
                .sum();
    }
}
