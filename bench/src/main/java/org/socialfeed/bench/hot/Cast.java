package org.socialfeed.bench.hot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.graph.Follow;
import org.socialfeed.bench.graph.GeneratedNetwork;
import org.socialfeed.bench.graph.Network;
import org.socialfeed.bench.plan.PostPlan;

/**
 * Who takes part: fans, who write to what is hot, and of whom the first follow the star and nobody else; users to be followed; an
 * author of posts to be liked; bystanders, who follow each other and have nothing to do with any of them.
 *
 * @param all everybody, with all follows
 */
record Cast(Network bystanders, Network all, PostPlan posts, List<String> fans) {
    static final String STAR = "bench_star";
    /** Readers of the star's posts. */
    static final int READERS = 2_000;

    private static final String AUTHOR = "bench_author";
    private static final String HOT = "bench_hot_";
    private static final int BYSTANDERS = 60;
    private static final int FOLLOWEES = 20;
    private static final int POSTS_EACH = 8;
    private static final int STAR_POSTS = 25;
    /** Posts to be liked, and users to be followed: one for each line, and for each time that it is measured again. */
    private static final int TARGETS = 32;

    /** @param writes most that one line writes, its warm-up included */
    static Cast of(int writes, long seed) {
        Network bystanders = GeneratedNetwork.of(BYSTANDERS, FOLLOWEES, seed);
        List<String> fans = numbered("bench_fan_", Math.max(READERS, writes));
        List<String> users = Stream.of(bystanders.users(), fans, List.of(STAR, AUTHOR), numbered(HOT, TARGETS))
                .flatMap(List::stream)
                .toList();
        List<Follow> follows = new ArrayList<>(bystanders.follows());
        fans.subList(0, READERS).forEach(fan -> follows.add(new Follow(fan, STAR)));
        List<String> others = new ArrayList<>(Collections.nCopies(STAR_POSTS, STAR));
        others.addAll(Collections.nCopies(TARGETS, AUTHOR));
        PostPlan posts =
                PostPlan.of(bystanders.users(), POSTS_EACH * BYSTANDERS, seed).then(PostPlan.inOrder(others, seed));
        return new Cast(bystanders, new Network(users, follows), posts, fans);
    }

    /** Posts that nobody has liked yet, and users whom nobody has followed yet, in turn. */
    static Targets targets(List<Post> loaded) {
        return new Targets(
                loaded.stream()
                        .filter(post -> post.author().equals(AUTHOR))
                        .<Target>map(Target.HotPost::new)
                        .iterator(),
                numbered(HOT, TARGETS).stream().<Target>map(Target.HotUser::new).iterator());
    }

    /** Posts of bystanders. */
    List<Post> ordinary(List<Post> loaded) {
        return loaded.stream()
                .filter(post -> !post.author().startsWith("bench_"))
                .toList();
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> prefix + number)
                .toList();
    }
}
