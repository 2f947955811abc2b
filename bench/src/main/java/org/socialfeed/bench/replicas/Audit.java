package org.socialfeed.bench.replicas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.socialfeed.bench.client.Api;
import org.socialfeed.bench.client.Calls;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.drive.NanoClock;
import org.socialfeed.bench.floor.Sharded;
import org.socialfeed.bench.floor.Store;
import org.socialfeed.bench.load.Crew;
import org.socialfeed.bench.load.Tasks;
import org.socialfeed.bench.plan.PlannedPost;
import org.socialfeed.bench.replicas.Write.NewLike;
import org.socialfeed.bench.verify.Ledger;
import org.socialfeed.bench.verify.Mismatch.Kind;
import org.socialfeed.bench.verify.Mismatches;
import org.socialfeed.bench.verify.Verification;

/** When all is over: repeats what was not answered, and reads back everything that was. */
final class Audit {
    /** Counts are shown from memory for a second. */
    private static final Duration COUNTS_AGE = Duration.ofSeconds(2);

    private final Crew crew = new Crew(8);
    private final LongAdder likesMissing = new LongAdder();
    private final LongAdder countsWrong = new LongAdder();
    private final Api api;
    private final LikesInTable table;
    private final Journal journal;
    private final Mismatches posts;
    private final NanoClock clock;

    /**
     * @param api of the proxy
     * @param posts takes what is wrong about posts
     */
    Audit(Api api, LikesInTable table, Journal journal, Mismatches posts, NanoClock clock) {
        this.api = api;
        this.table = table;
        this.journal = journal;
        this.posts = posts;
        this.clock = clock;
    }

    /** What the table itself says of a post's likes. */
    @FunctionalInterface
    interface LikesInTable {
        /** Whether it has so many edges, and counts as many. */
        boolean are(Post post, int likes);

        static LikesInTable of(Store table) {
            return (post, likes) -> {
                Sharded stored = Sharded.likers(table, post);
                return stored.edges() == likes && stored.counts() == likes;
            };
        }
    }

    /**
     * What was found.
     *
     * @param repeated writes that had not been answered
     * @param posts that were acknowledged, those of the repeats included; all of them are compared
     * @param postsWrong posts that are missing, there twice, or nobody's
     * @param likes that were acknowledged, each read back by who made it
     * @param counts of posts' likes and users' posts, compared
     */
    record Outcome(
            int repeated, int posts, long postsWrong, int likes, long likesMissing, int counts, long countsWrong) {}

    Outcome run() throws InterruptedException {
        List<Write> open = journal.open();
        for (Write write : open) {
            write.repeat(api, journal);
        }
        clock.sleepUntil(clock.nanos() + COUNTS_AGE.toNanos());
        Map<PlannedPost, String> acknowledged = journal.posts().ids();
        Map<String, List<PlannedPost>> byAuthor =
                acknowledged.keySet().stream().collect(Collectors.groupingBy(PlannedPost::author));
        readPosts(acknowledged, byAuthor);
        readLikes();
        return new Outcome(
                open.size(),
                acknowledged.size(),
                posts.total(),
                journal.likes().size(),
                likesMissing.sum(),
                acknowledged.size() + byAuthor.size(),
                countsWrong.sum());
    }

    /** All posts of all authors: those that were acknowledged, under the ids of their answers, and no others. */
    private void readPosts(Map<PlannedPost, String> acknowledged, Map<String, List<PlannedPost>> byAuthor)
            throws InterruptedException {
        Verification verification = new Verification(api, posts);
        Ledger found = new Ledger(posts);
        crew.run(Tasks.of(List.copyOf(byAuthor.keySet())), author -> {
            Map<String, PlannedPost> byText = new HashMap<>();
            byAuthor.getOrDefault(author, List.of()).forEach(post -> byText.put(post.text(), post));
            verification.recover(author, byText, found);
            long counted =
                    api.read(author, Calls.readProfile(author)).path("posts").asLong(-1);
            if (counted != byText.size()) {
                countsWrong.increment();
            }
        });
        Map<PlannedPost, String> ids = found.ids();
        acknowledged.forEach((post, id) -> {
            String there = ids.getOrDefault(post, id);
            if (!there.equals(id)) {
                posts.add(Kind.WRONG_CONTENT, post + " was acknowledged as " + id + ", and is " + there);
            }
        });
    }

    /** Each like is shown to who made it, and of each post edges, count and what is shown are as many as its likes. */
    private void readLikes() throws InterruptedException {
        Map<Post, List<NewLike>> byPost = journal.likes().stream().collect(Collectors.groupingBy(NewLike::post));
        List<Post> all = new ArrayList<>(journal.posts().posts());
        all.sort(Comparator.comparing(Post::id));
        crew.run(Tasks.of(all), post -> {
            List<NewLike> likes = byPost.getOrDefault(post, List.of());
            for (NewLike like : likes) {
                if (!api.read(like.by(), Calls.readPost(post)).path("liked").asBoolean()) {
                    likesMissing.increment();
                }
            }
            long shown =
                    api.read(post.author(), Calls.readPost(post)).path("likes").asLong(-1);
            if (shown != likes.size() || !table.are(post, likes.size())) {
                countsWrong.increment();
            }
        });
    }
}
