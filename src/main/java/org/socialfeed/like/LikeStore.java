package org.socialfeed.like;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import org.socialfeed.page.RangeSource;
import org.socialfeed.post.LikeCounts;
import org.socialfeed.post.PostStore;
import org.socialfeed.table.Condition;
import org.socialfeed.table.Counts;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Item;
import org.socialfeed.table.Key;
import org.socialfeed.table.Keys;
import org.socialfeed.table.Shard;
import org.socialfeed.table.Write;
import org.socialfeed.table.WriteResult;

/**
 * Likes: at most one for each (liker, post), stored on both sides and counted at the post in one transaction. The liker's
 * side is the truth; it stores the post's author and the shard of the other side.
 */
@ApplicationScoped
class LikeStore {
    private static final String AUTHOR = "author";
    private static final String SHARD = "shard";

    private final FeedTable table;
    private final LikeCounts counts;
    private final Clock clock;

    LikeStore(FeedTable table, LikeCounts counts, Clock clock) {
        this.table = table;
        this.counts = counts;
        this.clock = clock;
    }

    Uni<LikeOutcome> like(Username liker, PostStore.Ref post) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Shard shard = Shard.FIRST;
        Write edge = Write.create(Item.at(Keys.like(liker, post.id()))
                .with(Like.LIKED_AT, now)
                .with(AUTHOR, post.author().value())
                .with(SHARD, shard.number()));
        Write mirror = Write.put(Item.at(Keys.liker(post.id(), shard, liker)).with(Like.LIKED_AT, now));
        Write count = Counts.increment(Keys.likeCount(post.id(), shard), Counts.LIKES)
                .when(Condition.equal(Counts.AUTHOR, post.author().value()));
        // Not left to an earlier read: whoever erases a user must know that no new edge of theirs appears afterwards.
        Write profile = Write.check(Keys.ownCount(liker), Condition.exists());
        Uni<WriteResult> written = table.transact(List.of(edge, mirror, count, profile));
        return written.onTermination().invoke(() -> counts.changed(post.id())).map(result -> {
            if (result.committed()) {
                return new LikeOutcome.Liked(new Like(liker, now), true);
            }
            if (result.refused(count)) {
                return new LikeOutcome.UnknownPost();
            }
            return result.met(edge)
                    .<LikeOutcome>map(earlier -> new LikeOutcome.Liked(Like.of(liker, earlier), false))
                    .orElseGet(LikeOutcome.ProfileRequired::new);
        });
    }

    /** Removes the like if there is one, even of a post that has been deleted. */
    Uni<Void> unlike(Username liker, PostStore.Ref post) {
        return unlike(liker, post, Shard.FIRST).onTermination().invoke(() -> counts.changed(post.id()));
    }

    /** The like itself tells where its other side is: a wrong guess changes nothing and learns the shard. */
    private Uni<Void> unlike(Username liker, PostStore.Ref post, Shard guess) {
        Condition here = Condition.equal(AUTHOR, post.author().value()).and(Condition.equal(SHARD, guess.number()));
        Write edge = Write.delete(Keys.like(liker, post.id()), here);
        return table.remove(
                        List.of(edge, Write.delete(Keys.liker(post.id(), guess, liker))),
                        List.of(Counts.decrement(Keys.likeCount(post.id(), guess), Counts.LIKES)))
                .flatMap(result -> result.met(edge)
                        .filter(other -> other.text(AUTHOR).equals(post.author().value()))
                        .map(other -> unlike(liker, post, new Shard((int) other.number(SHARD))))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** Whether the author has such a post, as its COUNT item tells; absence is confirmed. */
    Uni<Boolean> exists(PostStore.Ref post, Optional<Username> caller) {
        Key count = Keys.likeCount(post.id(), Shard.FIRST);
        return table.getAllConfirmed(List.of(count), key -> caller.equals(Optional.of(post.author())))
                .map(found -> Optional.ofNullable(found.get(count))
                        .filter(item ->
                                item.text(Counts.AUTHOR).equals(post.author().value()))
                        .isPresent());
    }

    RangeSource likers(PostId post, Freshness freshness, Optional<String> position) {
        return new RangeSource(table, Keys.likers(post, Shard.FIRST), freshness, position);
    }

    RangeSource likes(Username liker, Optional<String> position) {
        return new RangeSource(table, Keys.likes(liker), Freshness.CONSISTENT, position);
    }

    /** The post that a liker's edge is about. */
    static PostStore.Ref post(Item edge) {
        return new PostStore.Ref(new Username(edge.text(AUTHOR)), new PostId(edge.lastPart()));
    }
}
