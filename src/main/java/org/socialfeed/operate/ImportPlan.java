package org.socialfeed.operate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.socialfeed.hot.Shards;
import org.socialfeed.id.Username;
import org.socialfeed.table.Counts;
import org.socialfeed.table.Item;
import org.socialfeed.table.Shard;

/**
 * What the input of an import comes to: all users with their counts, checked as a whole before anything is written. Holds
 * some hundred bytes a user and some ten a follow.
 */
final class ImportPlan {
    private final List<Totals> users = new ArrayList<>();
    private final Map<Username, Totals> byName = new HashMap<>();
    private final EdgeSet edges = new EdgeSet();
    private final int followLimit;
    private long follows;
    private long posts;

    private ImportPlan(int followLimit) {
        this.followLimit = followLimit;
    }

    /** What is counted of one user. */
    static final class Totals {
        private final Username user;
        private final int number;
        private final List<Username> followers = new ArrayList<>();
        private int following;
        private long posts;
        private String lastPost = "";

        private Totals(Username user, int number) {
            this.user = user;
            this.number = number;
        }

        Username user() {
            return user;
        }

        int followerShards() {
            return Shards.toBeginWith(followers.size());
        }

        /** The COUNT items: made last but the profile, for with them the user begins to exist. */
        List<Item> counts(Instant made) {
            Item own = Counts.own(user, made).with(Counts.POSTS, posts).with(Counts.FOLLOWING, following);
            List<Item> items = new ArrayList<>();
            items.add(lastPost.isEmpty() ? own : own.with(Counts.LAST_POST, lastPost));
            int n = followerShards();
            long[] byShard = new long[n];
            followers.forEach(follower -> byShard[Shard.of(follower.value(), n).number()]++);
            for (Shard shard : Shard.all(n)) {
                Item count = Counts.followers(user, shard).with(Counts.FOLLOWERS, byShard[shard.number()]);
                items.add(shard.equals(Shard.FIRST) ? count.with(Counts.SHARDS, n) : count);
            }
            return items;
        }
    }

    /**
     * Reads and checks the whole input.
     *
     * @throws IllegalArgumentException that names the line, for the first record that can't be imported
     */
    static ImportPlan of(ImportFiles files, int followLimit) {
        ImportPlan plan = new ImportPlan(followLimit);
        files.eachFollow((follow, line) -> plan.add(follow, files, line));
        files.eachPost((post, line) -> plan.add(post, line));
        return plan;
    }

    private void add(ImportFiles.Follow follow, ImportFiles files, long line) {
        Totals follower = user(follow.follower());
        Totals followee = user(follow.followee());
        if (!edges.add(follower.number, followee.number)) {
            throw new ImportFiles.Unreadable(files.follows(), line, "this follow stands in an earlier line too");
        }
        follower.following++;
        if (follower.following > followLimit) {
            throw new ImportFiles.Unreadable(
                    files.follows(), line, follower.user + " follows more than feed.follow.limit, " + followLimit);
        }
        followee.followers.add(follower.user);
        follows++;
    }

    private void add(ImportFiles.Post post, long line) {
        Totals author = user(post.author());
        author.posts++;
        String id = post.id(line).value();
        author.lastPost = id.compareTo(author.lastPost) > 0 ? id : author.lastPost;
        posts++;
    }

    private Totals user(Username name) {
        return byName.computeIfAbsent(name, first -> {
            Totals totals = new Totals(first, users.size());
            users.add(totals);
            return totals;
        });
    }

    List<Totals> users() {
        return users;
    }

    Shard shard(ImportFiles.Follow follow) {
        Totals followee = Objects.requireNonNull(byName.get(follow.followee()));
        return Shard.of(follow.follower().value(), followee.followerShards());
    }

    /** How many records a phase has. */
    long records(ImportPhase phase) {
        return switch (phase) {
            case FOLLOWS -> follows;
            case POSTS, POST_COUNTS -> posts;
            case USER_COUNTS, PROFILES -> users.size();
        };
    }

    long follows() {
        return follows;
    }

    long posts() {
        return posts;
    }
}
