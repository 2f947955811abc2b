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
        String list = "posts of " + author;
        List<Post> posts = new ArrayList<>();
        new PageWalk(list, cursor -> api.postsOf(author, cursor), mismatches).run(planned.size(), posts::add);
        Map<String, PlannedPost> open = new HashMap<>(planned);
        for (Post post : posts) {
            PlannedPost match = open.remove(post.text());
            if (match == null) {
                mismatches.add(Kind.EXTRA, list + ": not planned, or shown again: " + post);
            } else {
                ledger.enter(match, post);
            }
        }
        open.values().forEach(post -> mismatches.add(Kind.MISSING, list + ": no " + post));
    }
}
