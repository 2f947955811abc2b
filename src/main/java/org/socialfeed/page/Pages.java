package org.socialfeed.page;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.socialfeed.table.Slice;

/**
 * Fills pages: reads entries, drops those that turn out to be hidden, and reads on until the page is full or the list has
 * ended. A page is never short in the middle of a list, and {@code next} is there exactly when a visible entry follows.
 */
@Singleton
public class Pages {
    /** So many entries are read at a time where many are hidden, lest each of them costs a round. */
    private static final int MOST_AT_ONCE = 100;

    private final Cursors cursors;

    Pages(Cursors cursors) {
        this.cursors = cursors;
    }

    /** Reads the next {@code count} entries; called again only when what it gave is used up. */
    public interface Source<E> {
        Uni<Slice<E>> next(int count);

        /** What {@link #next} would give, if it is in memory and needs no waiting; empty and nothing has changed otherwise. */
        default Optional<Slice<E>> nextInMemory(int count) {
            return Optional.empty();
        }
    }

    /** Turns entries into what is shown: in the same order, hidden ones left out. */
    public interface Reveal<E, V> {
        Uni<List<V>> of(List<E> entries);
    }

    /**
     * Fills one page. The first round reads one entry more than the page takes: that look-ahead tells whether the list
     * goes on.
     *
     * @param position where a shown entry stands in the list
     */
    public <E, V> Uni<Page<V>> fill(
            PageRequest request, Source<E> source, Reveal<E, V> reveal, Function<V, String> position) {
        return fill(request, source, reveal, position, new ArrayList<>(), request.limit() + 1);
    }

    private <E, V> Uni<Page<V>> fill(
            PageRequest request,
            Source<E> source,
            Reveal<E, V> reveal,
            Function<V, String> position,
            List<V> shown,
            int wanted) {
        return source.next(wanted)
                .flatMap(slice -> reveal.of(slice.entries()).flatMap(visible -> {
                    shown.addAll(visible);
                    return shown.size() <= request.limit() && slice.more()
                            ? fill(request, source, reveal, position, shown, MOST_AT_ONCE)
                            : Uni.createFrom().item(page(request, position, shown));
                }));
    }

    private <V> Page<V> page(PageRequest request, Function<V, String> position, List<V> shown) {
        if (shown.size() <= request.limit()) {
            return new Page<>(List.copyOf(shown), Optional.empty());
        }
        List<V> items = List.copyOf(shown.subList(0, request.limit()));
        V last = items.get(items.size() - 1);
        return new Page<>(items, Optional.of(cursors.seal(request.list(), position.apply(last))));
    }
}
