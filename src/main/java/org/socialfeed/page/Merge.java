package org.socialfeed.page;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.socialfeed.table.Slice;

/**
 * Merges sources, each in order, into one run in that order. Entries that the order takes for equal are given out once.
 *
 * <p>At first all sources are asked for a few entries, so many at a time as allowed; later only the one that is used up,
 * and only when the merge can't go on without it. So nothing is read that the page does not need, and no entry is given
 * out while an unread one might stand before it. One per page; not for two threads.
 */
public final class Merge<E> implements Pages.Source<E> {
    private static final int LEAST_ASK = 3;

    private final List<Run<E>> runs;
    private final Comparator<? super E> order;
    private final int concurrency;
    private final PriorityQueue<Run<E>> byHead;
    private final Deque<Run<E>> starving = new ArrayDeque<>();
    private boolean begun;
    private @Nullable E last;

    /** @param concurrency how many sources are read at a time */
    public Merge(List<? extends Pages.Source<E>> sources, Comparator<? super E> order, int concurrency) {
        this.runs = sources.stream().<Run<E>>map(Run::new).toList();
        this.order = order;
        this.concurrency = concurrency;
        this.byHead = new PriorityQueue<>((one, other) -> order.compare(one.head(), other.head()));
    }

    /** Sources merged; one alone as it is. */
    public static <E> Pages.Source<E> of(
            List<? extends Pages.Source<E>> sources, Comparator<? super E> order, int concurrency) {
        return sources.size() == 1 ? sources.get(0) : new Merge<>(sources, order, concurrency);
    }

    @Override
    public Uni<Slice<E>> next(int count) {
        Uni<Void> ready = begun ? Uni.createFrom().voidItem() : begin(count);
        return ready.flatMap(ignored -> fill(count, new ArrayList<>()));
    }

    private Uni<Void> begin(int count) {
        begun = true;
        int few = few(count);
        List<Run<E>> unread = new ArrayList<>();
        for (Run<E> run : runs) {
            if (!run.loadFromMemory(few, count)) {
                unread.add(run);
            }
        }
        return readAll(unread, few, count).invoke(() -> runs.forEach(this::requeue));
    }

    private Uni<Void> readAll(List<Run<E>> unread, int few, int most) {
        return unread.isEmpty()
                ? Uni.createFrom().voidItem()
                : Multi.createFrom()
                        .iterable(unread)
                        .onItem()
                        .transformToUni(run -> run.load(few, most))
                        .merge(concurrency)
                        .onItem()
                        .ignoreAsUni();
    }

    /** Twice an even share of the page: one query of a source then mostly is enough, whatever its author's share is. */
    private int few(int count) {
        int share = 2 * ((count + runs.size() - 1) / Math.max(1, runs.size()));
        return Math.min(count, Math.max(LEAST_ASK, share));
    }

    private Uni<Slice<E>> fill(int count, List<E> merged) {
        while (merged.size() < count && (!starving.isEmpty() || !byHead.isEmpty())) {
            Run<E> hungry = starving.poll();
            if (hungry == null) {
                take(merged);
                continue;
            }
            int most = Math.max(LEAST_ASK, count - merged.size());
            if (!hungry.loadFromMemory(LEAST_ASK, most)) {
                return hungry.load(LEAST_ASK, most)
                        .invoke(() -> requeue(hungry))
                        .flatMap(ignored -> fill(count, merged));
            }
            requeue(hungry);
        }
        return Uni.createFrom().item(new Slice<>(merged, !starving.isEmpty() || !byHead.isEmpty()));
    }

    private void take(List<E> merged) {
        Run<E> run = byHead.remove();
        E entry = run.take();
        if (last == null || order.compare(last, entry) != 0) {
            merged.add(entry);
            last = entry;
        }
        requeue(run);
    }

    private void requeue(Run<E> run) {
        if (run.starving()) {
            starving.add(run);
        } else if (!run.ended()) {
            byHead.add(run);
        }
    }
}
