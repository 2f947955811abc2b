package org.socialfeed.bench.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.socialfeed.bench.client.FeedRead;
import org.socialfeed.bench.graph.Follow;
import org.socialfeed.bench.graph.Network;
import org.socialfeed.bench.plan.PostPlan;

/**
 * Everyone in a benchmark: the users of the input and, beside them, those whom the scenarios need whatever the input is, so that
 * their figures can be compared over inputs.
 *
 * @param input the network of the input
 * @param all the input's users and the others, and all their follows
 * @param posts of everyone
 */
public record Population(Network input, Network all, PostPlan posts, Sizes sizes) {
    static final String STAR = "bench_star";

    /** The first of the crowd have a page full of posts each: a reader who follows one has a first page like the others. */
    private static final int PROLIFIC = 3;

    private static final int PROLIFIC_POSTS = FeedRead.LIMIT + 5;

    public static Population of(Network input, PostPlan inputPosts, Sizes sizes, long seed) {
        List<String> crowd = crowd(sizes);
        List<String> storm = storm(sizes);
        Stream<String> sweepers = sizes.sweep().stream().map(Population::sweeper);
        List<String> users = Stream.of(
                        input.users().stream(), crowd.stream(), Stream.of(STAR), sweepers, storm.stream())
                .flatMap(each -> each)
                .toList();
        Stream<Follow> sweep = sizes.sweep().stream()
                .flatMap(followees ->
                        crowd.subList(0, followees).stream().map(each -> new Follow(sweeper(followees), each)));
        List<Follow> follows = Stream.of(
                        input.follows().stream(), sweep, storm.stream().map(reader -> new Follow(reader, STAR)))
                .flatMap(each -> each)
                .toList();
        PostPlan others = PostPlan.inOrder(shuffled(authors(sizes), seed), seed);
        return new Population(input, new Network(users, follows), inputPosts.then(others), sizes);
    }

    List<String> crowd() {
        return crowd(sizes);
    }

    List<String> storm() {
        return storm(sizes);
    }

    static String sweeper(int followees) {
        return "bench_sweep_" + followees;
    }

    static <T> List<T> shuffled(List<T> list, long seed) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, new Random(seed));
        return copy;
    }

    private static List<String> crowd(Sizes sizes) {
        return numbered("bench_crowd_", sizes.crowd());
    }

    private static List<String> storm(Sizes sizes) {
        return numbered("bench_storm_", sizes.stormReaders());
    }

    /** Each as often as they post. */
    private static List<String> authors(Sizes sizes) {
        List<String> crowd = crowd(sizes);
        List<String> authors = new ArrayList<>(crowd);
        crowd.stream()
                .limit(PROLIFIC)
                .forEach(author -> authors.addAll(Collections.nCopies(PROLIFIC_POSTS - 1, author)));
        authors.addAll(Collections.nCopies(sizes.starPosts(), STAR));
        return authors;
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> prefix + number)
                .toList();
    }
}
