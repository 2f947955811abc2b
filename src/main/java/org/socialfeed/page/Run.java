package org.socialfeed.page;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Deque;
import org.socialfeed.table.Slice;

/** What a merge knows of one source: the entries read and not yet used, and whether there may be more. */
final class Run<E> {
    private static final int GROWTH = 4;

    private final Pages.Source<E> source;
    private final Deque<E> read = new ArrayDeque<>();
    private boolean more = true;
    private int lastAsk;

    Run(Pages.Source<E> source) {
        this.source = source;
    }

    /** Used up, but the source may go on: nothing can be merged before it was asked again. */
    boolean starving() {
        return read.isEmpty() && more;
    }

    boolean ended() {
        return read.isEmpty() && !more;
    }

    E head() {
        return read.element();
    }

    E take() {
        return read.remove();
    }

    /** Reads on: at first the given few, then four times as many as the last time, for this author is a prolific one. */
    Uni<Void> load(int few, int most) {
        lastAsk = Math.min(most, lastAsk == 0 ? few : lastAsk * GROWTH);
        return source.next(lastAsk).invoke(this::add).replaceWithVoid();
    }

    private void add(Slice<E> slice) {
        read.addAll(slice.entries());
        more = slice.more();
    }
}
