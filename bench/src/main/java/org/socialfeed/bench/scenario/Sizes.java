package org.socialfeed.bench.scenario;

import java.util.List;

/**
 * How many take part besides the network's users.
 *
 * @param crowd users who are followed by the readers of the sweep, and like and follow in the write scenarios
 * @param sweep followees of each reader of the sweep; none above {@code crowd}
 * @param readers readers of first pages, out of the network
 * @param walkers readers of deep pages, out of the network
 * @param depth pages that each of them walks; those from the sixth on are read
 * @param stormReaders readers who follow the famous author
 * @param starPosts posts of the famous author
 */
public record Sizes(
        int crowd, List<Integer> sweep, int readers, int walkers, int depth, int stormReaders, int starPosts) {

    public static Sizes full() {
        return new Sizes(5_000, List.of(1, 10, 100, 1_000, 5_000), 100, 20, 15, 200, 100);
    }

    public static Sizes quick() {
        return new Sizes(120, List.of(1, 10, 100), 40, 10, 10, 30, 30);
    }
}
