package org.socialfeed.bench.bulk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.socialfeed.bench.floor.Contents.Counts;
import org.socialfeed.bench.graph.Network;
import org.socialfeed.bench.plan.PlannedPost;
import org.socialfeed.bench.plan.PostPlan;

/**
 * What the input says that the table must hold.
 *
 * @param counts of each user
 * @param items in the whole table
 */
record Expected(Map<String, Counts> counts, long items) {
    /** An edge is stored on both sides, a post has its count, a user a profile, what they do, and a count a shard. */
    private static final int ITEMS_OF_FOLLOW = 2;

    private static final int ITEMS_OF_POST = 2;
    private static final int ITEMS_OF_USER = 2;

    /** From how many followers on there are how many shards: the steps of the service. */
    private static final TreeMap<Long, Integer> SHARDS =
            new TreeMap<>(Map.of(0L, 1, 100_000L, 2, 1_000_000L, 4, 3_000_000L, 8, 10_000_000L, 16));

    static Expected of(Network network, PostPlan plan) {
        Map<String, long[]> sums = new HashMap<>();
        network.users().forEach(user -> sums.put(user, new long[3]));
        network.follows().forEach(follow -> {
            of(sums, follow.follower())[1]++;
            of(sums, follow.followee())[2]++;
        });
        plan.sequence().stream().map(PlannedPost::author).forEach(author -> of(sums, author)[0]++);
        Map<String, Counts> counts = new HashMap<>();
        sums.forEach((user, sum) -> counts.put(user, new Counts(sum[0], sum[1], sum[2], shards(sum[2]))));
        long shards = counts.values().stream().mapToLong(Counts::shards).sum();
        return new Expected(
                counts,
                (long) ITEMS_OF_FOLLOW * network.follows().size()
                        + (long) ITEMS_OF_POST * plan.sequence().size()
                        + (long) ITEMS_OF_USER * network.users().size()
                        + shards);
    }

    List<String> users() {
        return counts.keySet().stream().sorted().toList();
    }

    static int shards(long followers) {
        return SHARDS.floorEntry(followers).getValue();
    }

    private static long[] of(Map<String, long[]> sums, String user) {
        return sums.computeIfAbsent(user, unknown -> new long[3]);
    }
}
