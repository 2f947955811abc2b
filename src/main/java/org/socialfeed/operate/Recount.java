package org.socialfeed.operate;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.socialfeed.hot.AuthorRegistry;
import org.socialfeed.hot.HotKey;
import org.socialfeed.hot.HotKey.Counted;
import org.socialfeed.hot.PostShards;
import org.socialfeed.hot.Shards;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import org.socialfeed.table.Change;
import org.socialfeed.table.Condition;
import org.socialfeed.table.Counts;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Item;
import org.socialfeed.table.Key;
import org.socialfeed.table.Keys;
import org.socialfeed.table.Range;
import org.socialfeed.table.Shard;

/**
 * Compares counts with what they count, and sets those right that differ, while traffic goes on.
 *
 * <p>Every transaction that changes a count raises {@code changes} on the same item. So a count is wrong only if two
 * looks, a moment apart, find the same difference and the same {@code changes}; and it is set only if {@code changes} is
 * still that. A single look is not enough: a Query may see a transaction half done.
 */
@Singleton
class Recount {
    /** Longer than any transaction is half done. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private static final int MOST_TRIES = 10;

    private final FeedTable table;
    private final Shards shards;
    private final AuthorRegistry authors;

    Recount(FeedTable table, Shards shards, AuthorRegistry authors) {
        this.table = table;
        this.shards = shards;
        this.authors = authors;
    }

    /** What was found of one count. */
    enum Outcome {
        RIGHT(true),
        REPAIRED(true),
        WRONG(false),
        /** It changed whenever it was looked at: nothing was done. */
        BUSY(false);

        private final boolean well;

        Outcome(boolean well) {
            this.well = well;
        }

        boolean well() {
            return well;
        }
    }

    /** @param counted what there is; {@code stored} what the count said */
    record Line(Key count, String attribute, long stored, long counted, Outcome outcome) {
        @Override
        public String toString() {
            return count.pk() + " " + count.sk() + " " + attribute + ": stored " + stored + ", counted " + counted
                    + ", " + outcome;
        }
    }

    private record Look(Item item, long counted) {
        boolean same(Look other) {
            return counted == other.counted && item.attributes().equals(other.item.attributes());
        }
    }

    /** One count and what it counts. */
    private record Subject(Key count, String attribute, List<Range> things) {}

    /** All counts of a user, one after the other as they are known; none if there is no such user. */
    Multi<Line> user(Username user, boolean dryRun) {
        return shards.read(new HotKey.Followers(user))
                .flatMap(n -> n.isEmpty()
                        ? Uni.createFrom().item(List.<Subject>of())
                        : authors.fenced().map(posts -> ofUser(user, posts, n.get())))
                .onItem()
                .transformToMulti(subjects -> recount(subjects, dryRun));
    }

    /** The likes of a post, shard by shard; none if there is no such post. */
    Multi<Line> post(Username author, PostId post, boolean dryRun) {
        HotKey.Likers likers = new HotKey.Likers(author, post);
        return shards.read(likers)
                .map(n -> n.map(shardsNow -> ofShards(likers, shardsNow)).orElse(List.of()))
                .onItem()
                .transformToMulti(subjects -> recount(subjects, dryRun));
    }

    private static List<Subject> ofUser(Username user, PostShards posts, int followerShards) {
        List<Subject> subjects = new ArrayList<>();
        Key own = Keys.ownCount(user);
        subjects.add(new Subject(
                own,
                Counts.POSTS,
                posts.of(user).stream().map(shard -> Keys.posts(user, shard)).toList()));
        subjects.add(new Subject(own, Counts.FOLLOWING, List.of(Keys.followees(user))));
        subjects.addAll(ofShards(new HotKey.Followers(user), followerShards));
        return subjects;
    }

    private static List<Subject> ofShards(Counted key, int n) {
        return Shard.all(n).stream()
                .map(shard -> new Subject(key.count(shard), key.counted(), List.of(key.edges(shard))))
                .toList();
    }

    private Multi<Line> recount(List<Subject> subjects, boolean dryRun) {
        return Multi.createFrom()
                .iterable(subjects)
                .onItem()
                .transformToUniAndConcatenate(subject -> recount(subject, dryRun, MOST_TRIES));
    }

    private Uni<Line> recount(Subject subject, boolean dryRun, int triesLeft) {
        return look(subject).flatMap(first -> {
            if (stored(subject, first) == first.counted()) {
                return line(subject, first, Outcome.RIGHT);
            }
            if (triesLeft == 0) {
                return line(subject, first, Outcome.BUSY);
            }
            return pause().flatMap(paused -> look(subject))
                    .flatMap(second -> second.same(first)
                            ? repair(subject, second, dryRun, triesLeft)
                            : recount(subject, dryRun, triesLeft - 1));
        });
    }

    private Uni<Line> repair(Subject subject, Look found, boolean dryRun, int triesLeft) {
        if (dryRun) {
            return line(subject, found, Outcome.WRONG);
        }
        Condition unchanged = found.item().attributes().containsKey(Counts.CHANGES)
                ? Condition.equal(Counts.CHANGES, found.item().number(Counts.CHANGES))
                : Condition.exists().and(Condition.lacks(Counts.CHANGES));
        return table.change(Change.of(subject.count())
                        .set(subject.attribute(), found.counted())
                        .when(unchanged))
                .flatMap(done -> done.isPresent()
                        ? line(subject, found, Outcome.REPAIRED)
                        : recount(subject, dryRun, triesLeft - 1));
    }

    /** The count first: what is counted after it may hold more than it, and then {@code changes} tells. */
    private Uni<Look> look(Subject subject) {
        return table.get(subject.count(), Freshness.CONSISTENT)
                .map(item ->
                        item.orElseThrow(() -> new IllegalStateException("The count " + subject.count() + " is gone")))
                .flatMap(item -> Multi.createFrom()
                        .iterable(subject.things())
                        .onItem()
                        .transformToUniAndConcatenate(table::count)
                        .collect()
                        .in(() -> new long[1], (sum, part) -> sum[0] += part)
                        .map(sum -> new Look(item, sum[0])));
    }

    private static Uni<Void> pause() {
        return Uni.createFrom().voidItem().onItem().delayIt().by(BETWEEN_LOOKS);
    }

    private static long stored(Subject subject, Look look) {
        return look.item().number(subject.attribute());
    }

    private static Uni<Line> line(Subject subject, Look look, Outcome outcome) {
        return Uni.createFrom()
                .item(new Line(subject.count(), subject.attribute(), stored(subject, look), look.counted(), outcome));
    }
}
