package org.socialfeed.bench.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntSupplier;
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
        List<String> names = names(users);
        Random random = new Random(seed);
        List<Follow> follows = new ArrayList<>();
        for (int follower = 0; follower < users; follower++) {
            // The smaller of two draws: the first users are followed most.
            add(follows, names, follower, followees, () -> Math.min(random.nextInt(users), random.nextInt(users)));
        }
        return new Network(names, follows);
    }

    /**
     * A network with a heavy tail: the first user is famous, and of the others a user's followers fall with the cube root of
     * the square of their rank. Ordered by follower, as most exports are. The same arguments give the same network on every
     * JVM. Holds about 30 bytes a follow.
     *
     * @param follows in all; shared out evenly over the followers
     * @param famous followers of the first user; less than {@code users} and than {@code follows}
     */
    public static Network heavyTailed(int users, int follows, int famous, long seed) {
        List<String> names = names(users);
        Random random = new Random(seed);
        List<Follow> all = new ArrayList<>(follows);
        for (int follower = 0; follower < users; follower++) {
            if (follower > 0 && share(famous, follower, users - 1) > 0) {
                all.add(new Follow(names.get(follower), names.get(0)));
            }
            int others = (int) share(follows - famous, follower + 1, users);
            add(all, names, follower, others, () -> 1 + (int) ((users - 1) * Math.pow(random.nextDouble(), 3)));
        }
        return new Network(names, all);
    }

    /** What falls to the {@code place}th of so many places, from 1, if a number is shared out evenly. */
    private static long share(long number, long place, long places) {
        return number * place / places - number * (place - 1) / places;
    }

    private static void add(List<Follow> follows, List<String> names, int follower, int followees, IntSupplier draw) {
        Set<Integer> chosen = new HashSet<>();
        while (chosen.size() < followees) {
            int followee = draw.getAsInt();
            if (followee != follower && chosen.add(followee)) {
                follows.add(new Follow(names.get(follower), names.get(followee)));
            }
        }
    }

    /** One string a user: networks hold each name many times. */
    private static List<String> names(int users) {
        return LongStream.rangeClosed(1, users).mapToObj(Follow::username).toList();
    }
}
