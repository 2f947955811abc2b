package org.socialfeed.bench.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.socialfeed.bench.client.Api;
import org.socialfeed.bench.graph.Follow;
import org.socialfeed.bench.graph.Network;
import org.socialfeed.bench.plan.PlannedPost;
import org.socialfeed.bench.plan.PostPlan;
import org.socialfeed.bench.report.Progress;
import org.socialfeed.bench.verify.Ledger;
import org.socialfeed.bench.verify.Verification;

/**
 * Writes the network and the plan: profiles, half of the posts, all follows in random order, the other half of the posts.
 *
 * @param posters who writes the posts: one worker alone fixes the order of different authors' posts, too
 */
public record Loader(Api api, Crew crew, Crew posters, Progress progress) {

    public void load(Network network, PostPlan plan, long seed, Ledger ledger) throws InterruptedException {
        progress.phase(
                "profiles",
                network.users().size(),
                phase -> crew.run(Tasks.of(network.users()), user -> {
                    api.createProfile(user);
                    phase.step();
                }));
        post("posts before follows", plan.beforeFollows(), ledger);
        // Shuffled, as in life: in the order of the file one user's follows would all meet on that user's count.
        List<Follow> follows = new ArrayList<>(network.follows());
        Collections.shuffle(follows, new Random(seed));
        progress.phase(
                "follows",
                follows.size(),
                phase -> crew.run(Tasks.of(follows), follow -> {
                    api.follow(follow);
                    phase.step();
                }));
        post("posts after follows", plan.afterFollows(), ledger);
    }

    /** Instead of loading: finds the ids of an earlier run by reading every user's posts. Writes nothing, at any age. */
    public void recover(Network network, PostPlan plan, Verification verification, Ledger ledger)
            throws InterruptedException {
        Map<String, Map<String, PlannedPost>> byAuthor = new HashMap<>();
        plan.sequence()
                .forEach(post -> byAuthor.computeIfAbsent(post.author(), author -> new HashMap<>())
                        .put(post.text(), post));
        progress.phase(
                "authors read",
                network.users().size(),
                phase -> crew.run(Tasks.of(network.users()), user -> {
                    verification.recover(user, byAuthor.getOrDefault(user, Map.of()), ledger);
                    phase.step();
                }));
    }

    private void post(String name, List<PlannedPost> posts, Ledger ledger) throws InterruptedException {
        progress.phase(
                name,
                posts.size(),
                phase -> posters.run(new PostTurns(posts), post -> {
                    ledger.enter(post, api.post(post));
                    phase.step();
                }));
    }
}
