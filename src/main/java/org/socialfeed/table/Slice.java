package org.socialfeed.table;

import java.util.List;
import java.util.function.Function;

/**
 * Some entries of a longer run, in order.
 *
 * @param more whether there may be further entries: {@code false} only if there are none
 */
public record Slice<T>(List<T> entries, boolean more) {
    public <R> Slice<R> map(Function<? super T, ? extends R> mapping) {
        return new Slice<>(entries.stream().<R>map(mapping).toList(), more);
    }
}
