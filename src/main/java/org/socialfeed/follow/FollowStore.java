package org.socialfeed.follow;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.socialfeed.id.Username;
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
@ApplicationScoped
public class FollowStore {
    private static final String SHARD = "shard";

    private final FeedTable table;
    private final FollowSettings settings;
    private final Clock clock;

    FollowStore(FeedTable table, FollowSettings settings, Clock clock) {
        this.table = table;
        this.settings = settings;
        this.clock = clock;
    }

    Uni<FollowOutcome> follow(Username follower, Username followee) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Shard shard = Shard.FIRST;
        Write edge = Write.create(Item.at(Keys.following(follower, followee))
                .with(Follow.FOLLOWED_AT, now)
                .with(SHARD, shard.number()));
        Write mirror =
                Write.put(Item.at(Keys.follower(followee, shard, follower)).with(Follow.FOLLOWED_AT, now));
        Write own = Counts.incrementOwn(follower, Counts.FOLLOWING)
                .when(Condition.below(Counts.FOLLOWING, settings.limit()));
        Write target = Counts.increment(Keys.followerCount(followee, shard), Counts.FOLLOWERS);
        return table.transact(List.of(edge, mirror, own, target)).map(result -> {
            if (result.committed()) {
                return new FollowOutcome.Following(new Follow(followee, now), true);
            }
            if (result.refused(target)) {
                return new FollowOutcome.UnknownUser();
            }
            return refusal(result, edge, own);
        });
    }

    private static FollowOutcome refusal(WriteResult result, Write edge, Write own) {
        Optional<Item> earlier = result.met(edge);
        if (earlier.isPresent()) {
            return new FollowOutcome.Following(Follow.of(earlier.get()), false);
        }
        return result.met(own).isPresent() ? new FollowOutcome.LimitReached() : new FollowOutcome.ProfileRequired();
    }

    /** Removes the edge if there is one. */
    Uni<Void> unfollow(Username follower, Username followee) {
        return unfollow(follower, followee, Shard.FIRST);
    }

    /** The edge itself tells where its other side is: a wrong guess changes nothing and learns the shard. */
    private Uni<Void> unfollow(Username follower, Username followee, Shard guess) {
        Write edge = Write.delete(Keys.following(follower, followee), Condition.equal(SHARD, guess.number()));
        return table.remove(
                        List.of(edge, Write.delete(Keys.follower(followee, guess, follower))),
                        List.of(
                                Counts.decrementOwn(follower, Counts.FOLLOWING),
                                Counts.decrement(Keys.followerCount(followee, guess), Counts.FOLLOWERS)))
                .flatMap(result -> result.met(edge)
                        .map(other -> unfollow(follower, followee, new Shard((int) other.number(SHARD))))
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

    RangeSource followers(Username user, Freshness freshness, Optional<String> position) {
        return new RangeSource(table, Keys.followers(user, Shard.FIRST), freshness, position);
    }
}
