package org.socialfeed.bench.scenario;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.socialfeed.bench.client.Call;

/** Requests, each an operation, token included; called from several threads. */
@FunctionalInterface
public interface Operations {
    Call next();

    /**
     * A request, and what is wrong with the body of an answer whose status is right.
     *
     * @param check one of a few kinds; empty if nothing is wrong
     */
    record Step(Call call, Function<Buffer, Optional<String>> check) {}

    /** The next operation with what its answer must be, where that is known. */
    default Step step() {
        return new Step(next(), body -> Optional.empty());
    }

    /** How many more there are; without end if nothing has to be undone before it can be done again. */
    default long left() {
        return Long.MAX_VALUE;
    }

    /**
     * What undoes all that was done, so that it can be done again: to be sent before the next operation, and outside of what is
     * measured, for it may cost something else. Empty as long as at least half is left.
     */
    default List<Call> undo() {
        return List.of();
    }

    /** Starts again from the first operation as far as that repeats no write, so that two lines have the same reads. */
    default void restart() {}
}
