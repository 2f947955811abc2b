package org.socialfeed.operate;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.socialfeed.hot.AuthorRegistry;
import org.socialfeed.hot.HotKey;
import org.socialfeed.hot.HotKey.Counted;
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
        BUSY(false),
        /** It was removed meanwhile, with its owner: there is nothing to count. */
        GONE(false);

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

    /** One count and what it counts: asked anew with each look, for the posts of an author may get into more shards. */
    private record Subject(Key count, String attribute, Uni<List<Range>> things) {}

    /**
     * What is the same for all counts of a run.
     *
     * @param progress takes how many more things have been counted, some at a time
     */
    private record Run(boolean dryRun, LongConsumer progress) {}

    /** All counts of a user, one after the other as they are known; none if there is no such user. */
    Multi<Line> user(Username user, boolean dryRun, LongConsumer progress) {
        return shards.read(new HotKey.Followers(user))
                .map(n -> n.map(followerShards -> ofUser(user, followerShards)).orElse(List.of()))
                .onItem()
                .transformToMulti(subjects -> recount(subjects, new Run(dryRun, progress)));
    }

    /** The likes of a post, shard by shard; none if there is no such post. */
    Multi<Line> post(Username author, PostId post, boolean dryRun, LongConsumer progress) {
        HotKey.Likers likers = new HotKey.Likers(author, post);
        return shards.read(likers)
                .map(n -> n.map(shardsNow -> ofShards(likers, shardsNow)).orElse(List.of()))
                .onItem()
                .transformToMulti(subjects -> recount(subjects, new Run(dryRun, progress)));
    }

    private List<Subject> ofUser(Username user, int followerShards) {
        List<Subject> subjects = new ArrayList<>();
        Key own = Keys.ownCount(user);
        subjects.add(new Subject(
                own,
                Counts.POSTS,
                authors.fenced()
                        .map(posts -> posts.of(user).stream()
                                .map(shard -> Keys.posts(user, shard))
                                .toList())));
        subjects.add(new Subject(own, Counts.FOLLOWING, only(Keys.followees(user))));
        subjects.addAll(ofShards(new HotKey.Followers(user), followerShards));
        return subjects;
    }

    private static List<Subject> ofShards(Counted key, int n) {
        return Shard.all(n).stream()
                .map(shard -> new Subject(key.count(shard), key.counted(), only(key.edges(shard))))
                .toList();
    }

    private static Uni<List<Range>> only(Range things) {
        return Uni.createFrom().item(List.of(things));
    }

    private Multi<Line> recount(List<Subject> subjects, Run run) {
        return Multi.createFrom()
                .iterable(subjects)
                .onItem()
                .transformToUniAndConcatenate(subject -> recount(subject, run, MOST_TRIES));
    }

    private Uni<Line> recount(Subject subject, Run run, int triesLeft) {
        return look(subject, run)
                .flatMap(first -> first.isEmpty() ? gone(subject) : recount(subject, first.get(), run, triesLeft));
    }

    private Uni<Line> recount(Subject subject, Look first, Run run, int triesLeft) {
        if (stored(subject, first) == first.counted()) {
            return line(subject, first, Outcome.RIGHT);
        }
        if (triesLeft == 0) {
            return line(subject, first, Outcome.BUSY);
        }
        return pause().flatMap(paused -> look(subject, run))
                .flatMap(second -> second.filter(first::same).isPresent()
                        ? repair(subject, first, run, triesLeft)
                        : recount(subject, run, triesLeft - 1));
    }

    private Uni<Line> repair(Subject subject, Look found, Run run, int triesLeft) {
        if (run.dryRun()) {
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
                        : recount(subject, run, triesLeft - 1));
    }

    /** The count first: what is counted after it may hold more than it, and then {@code changes} tells. */
    private Uni<Optional<Look>> look(Subject subject, Run run) {
        return table.get(subject.count(), Freshness.CONSISTENT)
                .flatMap(item -> item.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : count(subject, run).map(counted -> Optional.of(new Look(item.get(), counted))));
    }

    private Uni<Long> count(Subject subject, Run run) {
        return subject.things()
                .flatMap(ranges -> Multi.createFrom()
                        .iterable(ranges)
                        .onItem()
                        .transformToUniAndConcatenate(range -> table.count(range, run.progress()))
                        .collect()
                        .in(() -> new long[1], (sum, part) -> sum[0] += part)
                        .map(sum -> sum[0]));
    }

    private static Uni<Void> pause() {
        return Uni.createFrom().voidItem().onItem().delayIt().by(BETWEEN_LOOKS);
    }

    private static long stored(Subject subject, Look look) {
        return look.item().number(subject.attribute());
    }

    private static Uni<Line> gone(Subject subject) {
        return Uni.createFrom().item(new Line(subject.count(), subject.attribute(), 0, 0, Outcome.GONE));
    }

    private static Uni<Line> line(Subject subject, Look look, Outcome outcome) {
        return Uni.createFrom()
                .item(new Line(subject.count(), subject.attribute(), stored(subject, look), look.counted(), outcome));
    }
}
