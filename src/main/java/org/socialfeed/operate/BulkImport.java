package org.socialfeed.operate;

import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.socialfeed.follow.FollowStore;
import org.socialfeed.id.Username;
import org.socialfeed.post.PostStore;
import org.socialfeed.profile.Profiles;
import org.socialfeed.table.BulkWrite;
import org.socialfeed.table.Counts;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Item;
import org.socialfeed.table.Key;
import org.socialfeed.table.Keys;
import org.socialfeed.table.Shard;

/**
 * Moves users, follows and posts in from another system, straight into the table.
 *
 * <p>Its users must be new, and nobody may act as one of them meanwhile. Follows and posts are put first; lists and feeds do not
 * show them, since users and posts exist by their COUNT items. These are created last but profiles, each with its full count
 * and only if it is absent. So an import that is ended anywhere goes on by being run again, and a count that people have
 * changed meanwhile is left alone.
 */
@Singleton
class BulkImport {
    /** Records between two notes of progress: what a resumed import does twice at most. */
    private static final int STRETCH = 20_000;

    /** Single items in flight for each batch that may be: about as many as keep pace with it, and no queue at a slow store. */
    private static final int SINGLES_PER_BATCH = 8;

    private final BulkWrite bulk;
    private final FeedTable table;

    BulkImport(BulkWrite bulk, FeedTable table) {
        this.bulk = bulk;
        this.table = table;
    }

    /** Takes the phase and how many of its records are done. */
    interface Progress extends BiConsumer<ImportPhase, Long> {}

    /** The users of the plan who are in the table already, at most so many. */
    List<Username> existing(ImportPlan plan, int most) {
        List<Username> found = new ArrayList<>();
        List<ImportPlan.Totals> users = plan.users();
        for (int from = 0; from < users.size() && found.size() < most; from += STRETCH) {
            List<Username> stretch = users.subList(from, Math.min(users.size(), from + STRETCH)).stream()
                    .map(ImportPlan.Totals::user)
                    .toList();
            List<Key> keys = stretch.stream().map(Keys::ownCount).toList();
            var there = table.getAll(keys, Freshness.CONSISTENT).await().indefinitely();
            stretch.stream()
                    .filter(user -> there.containsKey(Keys.ownCount(user)))
                    .limit(most - (long) found.size())
                    .forEach(found::add);
        }
        return found;
    }

    /**
     * Does what is left of the import; blocks until it is done.
     *
     * @return those who have signed up meanwhile, by the API: their counts know nothing of the import
     */
    List<Username> run(ImportFiles files, ImportPlan plan, ImportState state, int concurrency, Progress progress) {
        Instant begun = state.begun();
        Stretches follows = new Stretches(ImportPhase.FOLLOWS, state, progress, items -> put(items, concurrency));
        files.eachFollow((follow, line) -> {
            Shard shard = plan.shard(follow);
            follows.add(List.of(
                    FollowStore.edge(follow.follower(), follow.followee(), shard, begun),
                    FollowStore.mirror(follow.follower(), follow.followee(), shard, begun)));
        });
        follows.end();
        Stretches posts = new Stretches(ImportPhase.POSTS, state, progress, items -> put(items, concurrency));
        files.eachPost((post, line) -> posts.add(List.of(PostStore.item(post.author(), post.id(line), post.text()))));
        posts.end();
        int single = concurrency * SINGLES_PER_BATCH;
        Stretches postCounts = new Stretches(ImportPhase.POST_COUNTS, state, progress, items -> create(items, single));
        files.eachPost((post, line) -> postCounts.add(List.of(Counts.likes(post.author(), post.id(line)))));
        postCounts.end();
        Stretches userCounts = new Stretches(ImportPhase.USER_COUNTS, state, progress, items -> create(items, single));
        plan.users().forEach(user -> userCounts.add(user.counts(begun)));
        userCounts.end();
        Set<Key> taken = new HashSet<>();
        Stretches profiles =
                new Stretches(ImportPhase.PROFILES, state, progress, items -> taken.addAll(create(items, single)));
        plan.users().forEach(user -> profiles.add(List.of(Profiles.bare(user.user(), begun))));
        profiles.end();
        return plan.users().stream()
                .map(ImportPlan.Totals::user)
                .filter(user -> taken.contains(Keys.profile(user)) && signedUp(user, begun))
                .toList();
    }

    /** Versions begin with the creation, and of an import all are created at its begin: {@link Counts#own}. */
    private boolean signedUp(Username user, Instant begun) {
        Map<Key, Item> found = table.getAll(List.of(Keys.profile(user), Keys.ownCount(user)), Freshness.CONSISTENT)
                .await()
                .indefinitely();
        Item profile = found.get(Keys.profile(user));
        Item count = found.get(Keys.ownCount(user));
        if (profile == null || count == null) {
            return false;
        }
        Instant created = Profiles.createdAt(profile);
        return created.isAfter(begun) && Counts.version(count, Counts.POSTS) >= created.toEpochMilli();
    }

    private void put(List<Item> items, int concurrency) {
        Stream<List<Item>> batches = Stream.iterate(0, from -> from < items.size(), from -> from + BulkWrite.BATCH)
                .map(from -> items.subList(from, Math.min(items.size(), from + BulkWrite.BATCH)));
        Multi.createFrom()
                .items(batches)
                .onItem()
                .transformToUni(bulk::putBatch)
                .merge(concurrency)
                .onItem()
                .ignoreAsUni()
                .await()
                .indefinitely();
    }

    private List<Key> create(List<Item> items, int concurrency) {
        return bulk.createAll(items, concurrency).await().indefinitely();
    }

    /** Gathers the items of a phase, leaves out what an earlier run has done, and writes a stretch at a time. */
    private static final class Stretches {
        private interface Writer {
            void write(List<Item> items);
        }

        private final ImportPhase phase;
        private final ImportState state;
        private final Progress progress;
        private final Writer writer;
        private final long doneBefore;
        private final List<Item> items = new ArrayList<>();
        private long records;

        Stretches(ImportPhase phase, ImportState state, Progress progress, Writer writer) {
            this.phase = phase;
            this.state = state;
            this.progress = progress;
            this.writer = writer;
            this.doneBefore = state.done(phase);
        }

        void add(List<Item> ofRecord) {
            records++;
            if (records > doneBefore) {
                items.addAll(ofRecord);
                if (items.size() >= STRETCH) {
                    write();
                }
            }
        }

        void end() {
            if (!items.isEmpty()) {
                write();
            }
        }

        private void write() {
            writer.write(List.copyOf(items));
            items.clear();
            state.done(phase, records);
            progress.accept(phase, records);
        }
    }
}
