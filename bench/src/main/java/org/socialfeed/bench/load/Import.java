package org.socialfeed.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.socialfeed.bench.client.Api;
import org.socialfeed.bench.client.UnexpectedAnswerException;
import org.socialfeed.bench.graph.EdgeFile;
import org.socialfeed.bench.graph.Network;
import org.socialfeed.bench.graph.PostFile;
import org.socialfeed.bench.graph.PostFile.DatedPost;
import org.socialfeed.bench.plan.PlannedPost;
import org.socialfeed.bench.plan.PostPlan;
import org.socialfeed.bench.report.Progress;
import org.socialfeed.bench.verify.Ledger;
import org.socialfeed.bench.verify.Mismatches;
import org.socialfeed.bench.verify.Verification;

/** A network and a plan as files for the service's import, and what the API has to show for them afterwards. */
public record Import(Path follows, Path posts, Network network, PostPlan plan) {
    /** Long ago, so that whatever is posted later is newer; a millisecond a post keeps the order of the plan. */
    private static final long FIRST_POST = 1_600_000_000_000L;

    /** Writes the files, and removes what an earlier import of files with these names left behind. */
    public static Import write(Path folder, Network network, PostPlan plan) throws IOException {
        Files.createDirectories(folder);
        Path follows = EdgeFile.write(folder.resolve("follows.tsv"), network.follows());
        Path posts = PostFile.write(
                folder.resolve("posts.tsv"),
                plan.sequence().stream().map(Import::dated).toList());
        Import files = new Import(follows, posts, network, plan);
        Files.deleteIfExists(files.state());
        return files;
    }

    /** The import's name and arguments. */
    public List<String> arguments() {
        return List.of(
                "import", "--follows", follows.toString(), "--posts", posts.toString(), "--state", state().toString());
    }

    /**
     * Reads the ids of all posts by the API, and creates those users who neither follow, nor are followed, nor post: no
     * file can name them.
     *
     * @throws UnexpectedAnswerException if an author's posts are not those of the plan, in its order
     */
    public Ledger recover(Api api, Crew crew, Progress progress) throws InterruptedException {
        Map<String, List<PlannedPost>> byAuthor = new LinkedHashMap<>();
        plan.sequence()
                .forEach(post -> byAuthor.computeIfAbsent(post.author(), author -> new ArrayList<>())
                        .add(post));
        Set<String> named = new HashSet<>(byAuthor.keySet());
        network.follows().forEach(follow -> {
            named.add(follow.follower());
            named.add(follow.followee());
        });
        List<String> others =
                network.users().stream().filter(user -> !named.contains(user)).toList();
        crew.run(Tasks.of(others), api::createProfile);

        Mismatches mismatches = new Mismatches();
        Ledger ledger = new Ledger(mismatches);
        Verification verification = new Verification(api, mismatches);
        progress.phase(
                "authors read",
                byAuthor.size(),
                phase -> crew.run(Tasks.of(List.copyOf(byAuthor.keySet())), author -> {
                    verification.recoverInOrder(author, byAuthor.getOrDefault(author, List.of()), ledger);
                    phase.step();
                }));
        if (mismatches.total() > 0) {
            throw new UnexpectedAnswerException(
                    "the import is not what was planned: " + mismatches.first().get(0));
        }
        return ledger;
    }

    private Path state() {
        return follows.resolveSibling("import.state");
    }

    private static DatedPost dated(PlannedPost post) {
        return new DatedPost(post.author(), FIRST_POST + post.position(), post.text());
    }
}
