package org.socialfeed.bench.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.socialfeed.bench.client.Api;
import org.socialfeed.bench.client.Calls;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.plan.PlannedPost;
import org.socialfeed.bench.verify.Mismatch.Kind;

/** Reads lists of the service completely and compares them with the plan. */
public final class Verification {
    private final LongAdder entries = new LongAdder();
    private final Api api;
    private final Mismatches mismatches;

    public Verification(Api api, Mismatches mismatches) {
        this.api = api;
        this.mismatches = mismatches;
    }

    /** Compares a complete walk of the reader's feed with the model; {@code step} runs after each entry. */
    public void feed(String reader, Model model, Runnable step) throws InterruptedException {
        FeedCheck check = new FeedCheck(reader, model, mismatches);
        new PageWalk("feed of " + reader, cursor -> api.feed(reader, Calls.PAGE, cursor), mismatches)
                .run(model.feedSize(reader), post -> {
                    check.next(post);
                    entries.increment();
                    step.run();
                });
        check.end();
    }

    /** Entries of feeds that were compared so far. */
    public long entries() {
        return entries.sum();
    }

    /**
     * Enters the ids of what {@code author} posted in an earlier run into the ledger. Texts are unique, so a text tells which
     * post it is.
     *
     * @param planned the author's posts by text
     */
    public void recover(String author, Map<String, PlannedPost> planned, Ledger ledger) throws InterruptedException {
        String list = listOf(author);
        Map<String, PlannedPost> open = new HashMap<>(planned);
        for (Post post : postsOf(author, planned.size())) {
            PlannedPost match = open.remove(post.text());
            if (match == null) {
                mismatches.add(Kind.EXTRA, list + ": not planned, or shown again: " + post);
            } else {
                ledger.enter(match, post);
            }
        }
        open.values().forEach(post -> mismatches.add(Kind.MISSING, list + ": no " + post));
    }

    /**
     * Enters the ids of what {@code author} posted into the ledger, where the order of posting tells which post it is.
     *
     * @param planned the author's posts in their order
     */
    public void recoverInOrder(String author, List<PlannedPost> planned, Ledger ledger) throws InterruptedException {
        List<Post> posts = postsOf(author, planned.size());
        if (posts.size() != planned.size()) {
            Kind kind = posts.size() < planned.size() ? Kind.MISSING : Kind.EXTRA;
            mismatches.add(kind, listOf(author) + ": " + posts.size() + " instead of " + planned.size());
        }
        // The newest comes first, and is the last that was planned.
        for (int back = 1; back <= Math.min(posts.size(), planned.size()); back++) {
            ledger.enter(planned.get(planned.size() - back), posts.get(back - 1));
        }
    }

    private List<Post> postsOf(String author, long expected) throws InterruptedException {
        List<Post> posts = new ArrayList<>();
        new PageWalk(listOf(author), cursor -> api.postsOf(author, cursor), mismatches).run(expected, posts::add);
        return posts;
    }

    private static String listOf(String author) {
        return "posts of " + author;
    }
}
