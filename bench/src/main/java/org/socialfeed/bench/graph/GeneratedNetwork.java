package org.socialfeed.bench.graph;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

/** A network for want of a real one: everyone follows the same number of others, of whom few have many followers. */
public final class GeneratedNetwork {
    private GeneratedNetwork() {}

    /**
     * The same arguments give the same network on every JVM.
     *
     * @param followees whom each user follows; less than {@code users}
     */
    public static Network of(int users, int followees, long seed) {
        Random random = new Random(seed);
        List<Follow> follows = new ArrayList<>();
        for (int follower = 1; follower <= users; follower++) {
            Set<Integer> chosen = new LinkedHashSet<>();
            while (chosen.size() < followees) {
                // The smaller of two draws: the first users are followed most.
                int followee = 1 + Math.min(random.nextInt(users), random.nextInt(users));
                if (followee != follower && chosen.add(followee)) {
                    follows.add(Follow.of(follower, followee));
                }
            }
        }
        return new Network(
                LongStream.rangeClosed(1, users).mapToObj(Follow::username).toList(), follows);
    }
}
