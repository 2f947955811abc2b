package org.socialfeed.like;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.socialfeed.hot.HotKey;
import org.socialfeed.hot.HotKeys;
import org.socialfeed.hot.Lost;
import org.socialfeed.hot.Shards;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import org.socialfeed.page.Pages;
import org.socialfeed.page.RangeSource;
import org.socialfeed.post.LikeCounts;
import org.socialfeed.post.PostStore;
import org.socialfeed.table.Condition;
import org.socialfeed.table.Counts;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Item;
import org.socialfeed.table.Keys;
import org.socialfeed.table.Shard;
import org.socialfeed.table.Write;
import org.socialfeed.table.WriteResult;

/**
 * Likes: at most one for each (liker, post), stored on both sides and counted at the post in one transaction. The liker's
 * side is the truth; it stores the post's author and the shard of the other side.
 */
@Singleton
public class LikeStore {
    private static final String AUTHOR = "author";

    private final FeedTable table;
    private final Shards shards;
    private final HotKeys hotKeys;
    private final LikeCounts counts;
    private final Clock clock;

    LikeStore(FeedTable table, Shards shards, HotKeys hotKeys, LikeCounts counts, Clock clock) {
        this.table = table;
        this.shards = shards;
        this.hotKeys = hotKeys;
        this.counts = counts;
        this.clock = clock;
    }

    Uni<LikeOutcome> like(Username liker, PostStore.Ref post) {
        HotKey.Likers key = post.likers();
        return like(liker, key, () -> shards.of(key, liker));
    }

    private Uni<LikeOutcome> like(Username liker, HotKey.Likers post, Supplier<Shard> place) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return hotKeys.write(post, liker, place, (shard, lost) -> like(liker, post, shard, now, lost))
                .onTermination()
                .invoke(() -> counts.changed(post))
                .flatMap(attempt -> attempt.result().refused(attempt.count())
                        ? missed(liker, post, attempt.shard())
                        : outcome(outcome(liker, attempt, now)));
    }

    /** What came of a like at a shard. */
    private record Attempt(Shard shard, Write edge, Write count, WriteResult result) {}

    private Uni<Attempt> like(Username liker, HotKey.Likers post, Shard shard, Instant now, Lost lost) {
        Write edge = Write.create(Item.at(Keys.like(liker, post.post()))
                .with(Like.LIKED_AT, now)
                .with(AUTHOR, post.author().value())
                .with(Shard.ATTRIBUTE, shard.number()));
        Write mirror = Write.put(Item.at(Keys.liker(post.post(), shard, liker)).with(Like.LIKED_AT, now));
        Write count = Counts.increment(post.count(shard), Counts.LIKES)
                .when(Condition.equal(Counts.AUTHOR, post.author().value()));
        // Not left to an earlier read: whoever erases a user must know that no new edge of theirs appears afterwards.
        Write profile = Write.check(Keys.ownCount(liker), Condition.exists());
        return table.transact(List.of(edge, mirror, count, profile), lost.at(mirror, count))
                .map(result -> new Attempt(shard, edge, count, result));
    }

    private static LikeOutcome outcome(Username liker, Attempt attempt, Instant now) {
        return attempt.result().committed()
                ? new LikeOutcome.Liked(new Like(liker, now), true)
                : attempt.result()
                        .met(attempt.edge())
                        .<LikeOutcome>map(earlier -> new LikeOutcome.Liked(Like.of(liker, earlier), false))
                        .orElseGet(LikeOutcome.ProfileRequired::new);
    }

    /** There is no such shard: this replica remembers another post of that id, or there is none. */
    private Uni<LikeOutcome> missed(Username liker, HotKey.Likers post, Shard tried) {
        return shards.place(post, liker, tried)
                .flatMap(shard ->
                        shard.isPresent() ? like(liker, post, shard::get) : outcome(new LikeOutcome.UnknownPost()));
    }

    private static Uni<LikeOutcome> outcome(LikeOutcome outcome) {
        return Uni.createFrom().item(outcome);
    }

    /** Removes the like if there is one, even of a post that has been deleted. */
    Uni<Void> unlike(Username liker, PostStore.Ref post) {
        HotKey.Likers key = post.likers();
        return shards.guess(key, Keys.like(liker, post.id()))
                .flatMap(guess -> unlike(liker, key, guess))
                .onTermination()
                .invoke(() -> counts.changed(key));
    }

    /** The like itself tells where its other side is: a wrong guess changes nothing and learns the shard. */
    private Uni<Void> unlike(Username liker, HotKey.Likers post, Shard guess) {
        Condition ofAuthor = Condition.equal(AUTHOR, post.author().value());
        Write edge = Write.delete(
                Keys.like(liker, post.post()), ofAuthor.and(Condition.equal(Shard.ATTRIBUTE, guess.number())));
        Write mirror = Write.delete(Keys.liker(post.post(), guess, liker));
        Write count = Counts.decrement(post.count(guess), Counts.LIKES);
        return hotKeys.write(
                        post,
                        () -> guess,
                        (shard, lost) -> table.remove(List.of(edge, mirror), List.of(count), lost.at(mirror, count)))
                .flatMap(result -> result.met(edge)
                        .filter(other -> other.text(AUTHOR).equals(post.author().value()))
                        .map(other -> unlike(liker, post, Shard.of(other)))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** Those who like the post, of all shards in one order; empty if the author has no such post. */
    Uni<Optional<Pages.Source<Item>>> likers(PostStore.Ref post, Freshness freshness, Optional<String> position) {
        return shards.edges(post.likers(), freshness, position);
    }

    RangeSource likes(Username liker, Optional<String> position) {
        return new RangeSource(table, Keys.likes(liker), Freshness.CONSISTENT, position);
    }

    /** The post that a liker's edge is about. */
    public static PostStore.Ref post(Item edge) {
        return new PostStore.Ref(new Username(edge.text(AUTHOR)), new PostId(edge.lastPart()));
    }
}
