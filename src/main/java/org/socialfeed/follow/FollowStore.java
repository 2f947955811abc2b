package org.socialfeed.follow;

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
import org.socialfeed.id.Username;
import org.socialfeed.page.Pages;
import org.socialfeed.page.RangeSource;
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
 * The follow edges of the social graph: at most one for each (follower, followee), stored on both sides and counted at
 * both ends in one transaction. The follower's side is the truth; it stores the shard of the other side.
 */
@Singleton
public class FollowStore {
    private final FeedTable table;
    private final Shards shards;
    private final HotKeys hotKeys;
    private final FollowSettings settings;
    private final Clock clock;

    FollowStore(FeedTable table, Shards shards, HotKeys hotKeys, FollowSettings settings, Clock clock) {
        this.table = table;
        this.shards = shards;
        this.hotKeys = hotKeys;
        this.settings = settings;
        this.clock = clock;
    }

    /** An edge as the follower's side stores it. */
    public static Item edge(Username follower, Username followee, Shard shard, Instant since) {
        return Item.at(Keys.following(follower, followee))
                .with(Follow.FOLLOWED_AT, since)
                .with(Shard.ATTRIBUTE, shard.number());
    }

    /** The same edge as the followee's side stores it. */
    public static Item mirror(Username follower, Username followee, Shard shard, Instant since) {
        return Item.at(Keys.follower(followee, shard, follower)).with(Follow.FOLLOWED_AT, since);
    }

    Uni<FollowOutcome> follow(Username follower, Username followee) {
        HotKey.Followers key = new HotKey.Followers(followee);
        return follow(follower, key, () -> shards.of(key, follower));
    }

    private Uni<FollowOutcome> follow(Username follower, HotKey.Followers key, Supplier<Shard> place) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return hotKeys.write(key, follower, place, (shard, lost) -> follow(follower, key, shard, now, lost))
                .flatMap(attempt -> attempt.result().refused(attempt.target())
                        ? missed(follower, key, attempt.shard())
                        : outcome(outcome(key.user(), attempt, now)));
    }

    /** What came of a follow at a shard. */
    private record Attempt(Shard shard, Write edge, Write own, Write target, WriteResult result) {}

    private Uni<Attempt> follow(Username follower, HotKey.Followers key, Shard shard, Instant now, Lost lost) {
        Write edge = Write.create(edge(follower, key.user(), shard, now));
        Write mirror = Write.put(mirror(follower, key.user(), shard, now));
        Write own = Counts.incrementOwn(follower, Counts.FOLLOWING, now)
                .when(Condition.below(Counts.FOLLOWING, settings.limit()));
        Write target = Counts.increment(key.count(shard), Counts.FOLLOWERS);
        return table.transact(List.of(edge, mirror, own, target), lost.at(mirror, target))
                .map(result -> new Attempt(shard, edge, own, target, result));
    }

    /** There is no such shard: the followee does not exist, or not as the one that this replica remembers. */
    private Uni<FollowOutcome> missed(Username follower, HotKey.Followers key, Shard tried) {
        return shards.place(key, follower, tried)
                .flatMap(shard -> shard.isPresent()
                        ? follow(follower, key, shard::get)
                        : outcome(new FollowOutcome.UnknownUser()));
    }

    private static Uni<FollowOutcome> outcome(FollowOutcome outcome) {
        return Uni.createFrom().item(outcome);
    }

    private static FollowOutcome outcome(Username followee, Attempt attempt, Instant now) {
        WriteResult result = attempt.result();
        if (result.committed()) {
            return new FollowOutcome.Following(new Follow(followee, now), true);
        }
        Optional<Item> earlier = result.met(attempt.edge());
        if (earlier.isPresent()) {
            return new FollowOutcome.Following(Follow.of(earlier.get()), false);
        }
        return result.met(attempt.own()).isPresent()
                ? new FollowOutcome.LimitReached()
                : new FollowOutcome.ProfileRequired();
    }

    /** Removes the edge if there is one. */
    Uni<Void> unfollow(Username follower, Username followee) {
        HotKey.Followers key = new HotKey.Followers(followee);
        return shards.guess(key, Keys.following(follower, followee)).flatMap(guess -> unfollow(follower, key, guess));
    }

    /** The edge itself tells where its other side is: a wrong guess changes nothing and learns the shard. */
    private Uni<Void> unfollow(Username follower, HotKey.Followers key, Shard guess) {
        Write edge =
                Write.delete(Keys.following(follower, key.user()), Condition.equal(Shard.ATTRIBUTE, guess.number()));
        Write mirror = Write.delete(Keys.follower(key.user(), guess, follower));
        Write own = Counts.decrementOwn(follower, Counts.FOLLOWING, clock.instant());
        Write target = Counts.decrement(key.count(guess), Counts.FOLLOWERS);
        return hotKeys.write(
                        key,
                        follower,
                        () -> guess,
                        (shard, lost) ->
                                table.remove(List.of(edge, mirror), List.of(own, target), lost.at(mirror, target)))
                .flatMap(result -> result.met(edge)
                        .map(other -> unfollow(follower, key, Shard.of(other)))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    Uni<Optional<Follow>> find(Username follower, Username followee, Freshness freshness) {
        return table.get(Keys.following(follower, followee), freshness).map(edge -> edge.map(Follow::of));
    }

    /** Whom the user follows right now, by username: consistent, at most as many as {@code feed.follow.limit}. */
    Uni<List<Username>> followees(Username follower) {
        return table.queryAll(Keys.followees(follower), Freshness.CONSISTENT)
                .map(edges -> edges.stream()
                        .map(edge -> new Username(edge.lastPart()))
                        .toList());
    }

    RangeSource following(Username user, Freshness freshness, Optional<String> position) {
        return new RangeSource(table, Keys.followees(user), freshness, position);
    }

    /** The followers of all shards in one order; empty if there is no such user. */
    Uni<Optional<Pages.Source<Item>>> followers(Username user, Freshness freshness, Optional<String> position) {
        return shards.edges(new HotKey.Followers(user), freshness, position);
    }
}
