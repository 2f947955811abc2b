package org.socialfeed.bench.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.socialfeed.bench.graph.PostFile.DatedPost;

/**
 * All posts of a run in posting order; the same users, number and seed give the same plan on every JVM.
 *
 * <p>How many posts each author writes is heavy-tailed: authors are ranked by a draw from the seed, and rank r has the weight
 * 1/r (Zipf's law). Where there are at least as many posts as users, everyone writes one and the rest is shared out by weight;
 * with fewer, all are. Fractions go to the largest remainders, so the total is exact. The sequence is a random interleaving of
 * all authors' posts.
 */
public record PostPlan(List<PlannedPost> sequence) {

    public PostPlan {
        sequence = List.copyOf(sequence);
    }

    public static PostPlan of(List<String> users, int posts, long seed) {
        Random random = new Random(seed);
        List<String> ranked = new ArrayList<>(users);
        Collections.shuffle(ranked, random);
        int[] shares = shares(ranked.size(), posts);
        List<String> authors = new ArrayList<>(posts);
        for (int rank = 0; rank < shares.length; rank++) {
            authors.addAll(Collections.nCopies(shares[rank], ranked.get(rank)));
        }
        Collections.shuffle(authors, random);
        return inOrder(authors, seed);
    }

    /** These posts in their order. Their times are not told to the API, which dates a post when it is made. */
    public static PostPlan of(List<DatedPost> posts, long seed) {
        List<PlannedPost> planned = new ArrayList<>();
        inOrder(posts.stream().map(DatedPost::author).toList(), seed)
                .sequence()
                .forEach(post ->
                        planned.add(post.saying(posts.get(post.position()).text())));
        return new PostPlan(planned);
    }

    /** A post for each entry of the list, in its order. */
    public static PostPlan inOrder(List<String> authors, long seed) {
        Map<String, Integer> numbers = new HashMap<>();
        List<PlannedPost> sequence = new ArrayList<>(authors.size());
        for (String author : authors) {
            int number = numbers.merge(author, 1, Integer::sum);
            sequence.add(PlannedPost.of(sequence.size(), author, number, seed));
        }
        return new PostPlan(sequence);
    }

    /** This plan and then the other one, whose authors are others. */
    public PostPlan then(PostPlan other) {
        List<PlannedPost> all = new ArrayList<>(sequence);
        other.sequence.forEach(post -> all.add(post.at(all.size())));
        return new PostPlan(all);
    }

    /** The half that is posted before anyone follows anyone: what a follow must bring in as history. */
    public List<PlannedPost> beforeFollows() {
        return sequence.subList(0, sequence.size() / 2);
    }

    /** The half that is posted to followers who are already there. */
    public List<PlannedPost> afterFollows() {
        return sequence.subList(sequence.size() / 2, sequence.size());
    }

    private static int[] shares(int authors, int posts) {
        int each = posts >= authors ? 1 : 0;
        int rest = posts - each * authors;
        double weights = 0;
        for (int rank = 1; rank <= authors; rank++) {
            weights += 1.0 / rank;
        }
        int[] shares = new int[authors];
        double[] remainders = new double[authors];
        int left = rest;
        for (int rank = 0; rank < authors; rank++) {
            double exact = rest / (rank + 1.0) / weights;
            shares[rank] = each + (int) exact;
            remainders[rank] = exact - (int) exact;
            left -= (int) exact;
        }
        return handOut(left, shares, remainders);
    }

    private static int[] handOut(int left, int[] shares, double[] remainders) {
        List<Integer> ranks = new ArrayList<>();
        for (int rank = 0; rank < shares.length; rank++) {
            ranks.add(rank);
        }
        ranks.sort((a, b) -> Double.compare(remainders[b], remainders[a]));
        ranks.stream().limit(left).forEach(rank -> shares[rank]++);
        return shares;
    }
}
