package org.socialfeed.feed;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.socialfeed.id.PostId;
import org.socialfeed.page.Pages;
import org.socialfeed.post.Post;
import org.socialfeed.table.Slice;

/**
 * Merges sources into one run of posts by id, newest first, each post once.
 *
 * <p>At first all sources are asked for a few entries, so many at a time as allowed; later only the one that is used up,
 * and only when the merge can't go on without it. So nothing is read that the page does not need, and no entry is given
 * out while an unread one might stand before it. One per page; not for two threads.
 */
final class Merge implements Pages.Source<Post> {
    private static final int LEAST_ASK = 3;

    private final List<Run> runs;
    private final int concurrency;
    private final PriorityQueue<Run> byHead =
            new PriorityQueue<>(Comparator.comparing((Run run) -> run.head().id(), Comparator.reverseOrder()));
    private final Deque<Run> starving = new ArrayDeque<>();
    private boolean begun;
    private @Nullable PostId last;

    Merge(List<FeedSource> sources, int concurrency) {
        this.runs = sources.stream().map(Run::new).toList();
        this.concurrency = concurrency;
    }

    @Override
    public Uni<Slice<Post>> next(int count) {
        Uni<Void> ready = begun ? Uni.createFrom().voidItem() : begin(count);
        return ready.flatMap(ignored -> fill(count, new ArrayList<>()));
    }

    private Uni<Void> begin(int count) {
        begun = true;
        int few = few(count);
        return Multi.createFrom()
                .iterable(runs)
                .onItem()
                .transformToUni(run -> run.load(few, count))
                .merge(concurrency)
                .onItem()
                .ignoreAsUni()
                .invoke(() -> runs.forEach(this::requeue));
    }

    /** Twice an even share of the page: one query of a source then mostly is enough, whatever its author's share is. */
    private int few(int count) {
        int share = 2 * ((count + runs.size() - 1) / Math.max(1, runs.size()));
        return Math.min(count, Math.max(LEAST_ASK, share));
    }

    private Uni<Slice<Post>> fill(int count, List<Post> merged) {
        while (merged.size() < count && starving.isEmpty() && !byHead.isEmpty()) {
            take(merged);
        }
        if (starving.isEmpty() || merged.size() == count) {
            boolean more = !starving.isEmpty() || !byHead.isEmpty();
            return Uni.createFrom().item(new Slice<>(merged, more));
        }
        Run hungry = starving.remove();
        return hungry.load(LEAST_ASK, Math.max(LEAST_ASK, count - merged.size()))
                .invoke(() -> requeue(hungry))
                .flatMap(ignored -> fill(count, merged));
    }

    private void take(List<Post> merged) {
        Run run = byHead.remove();
        Post post = run.take();
        if (!post.id().equals(last)) {
            merged.add(post);
            last = post.id();
        }
        requeue(run);
    }

    private void requeue(Run run) {
        if (run.starving()) {
            starving.add(run);
        } else if (!run.ended()) {
            byHead.add(run);
        }
    }
}
