package org.socialfeed.page;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.socialfeed.table.Slice;

/** What a merge knows of one source: the entries read and not yet used, and whether there may be more. */
final class Run<E> {
    private static final int GROWTH = 4;

    private final Pages.Source<E> source;
    private List<E> read = List.of();
    private int used;
    private boolean more = true;
    private int lastAsk;

    Run(Pages.Source<E> source) {
        this.source = source;
    }

    /** Used up, but the source may go on: nothing can be merged before it was asked again. */
    boolean starving() {
        return used == read.size() && more;
    }

    boolean ended() {
        return used == read.size() && !more;
    }

    E head() {
        return read.get(used);
    }

    E take() {
        return read.get(used++);
    }

    /**
     * Reads on, being used up: at first the given few, then four times as many as the last time, for this author is a
     * prolific one.
     */
    Uni<Void> load(int few, int most) {
        lastAsk = ask(few, most);
        return source.next(lastAsk).invoke(this::put).replaceWithVoid();
    }

    /** The same without waiting; whether that was possible. */
    boolean loadFromMemory(int few, int most) {
        int ask = ask(few, most);
        Optional<Slice<E>> slice = source.nextInMemory(ask);
        if (slice.isPresent()) {
            lastAsk = ask;
            put(slice.get());
        }
        return slice.isPresent();
    }

    private int ask(int few, int most) {
        return Math.min(most, lastAsk == 0 ? few : lastAsk * GROWTH);
    }

    private void put(Slice<E> slice) {
        read = slice.entries();
        used = 0;
        more = slice.more();
    }
}
