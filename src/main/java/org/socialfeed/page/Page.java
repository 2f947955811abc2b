package org.socialfeed.page;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param next the cursor of the next page; empty exactly when the list has ended
 */
public record Page<T>(List<T> items, Optional<String> next) {
    public static <T> Page<T> empty() {
        return new Page<>(List.of(), Optional.empty());
    }

    /** The same page with other items, one for one. */
    public <R> Page<R> with(List<R> others) {
        return new Page<>(others, next);
    }
}
