package org.socialfeed.bench.scenario;

import org.socialfeed.bench.client.Call;

/** Requests without end, each an operation, token included; called from several threads. */
@FunctionalInterface
public interface Operations {
    Call next();

    /** Starts again from the first operation as far as that repeats no write, so that two lines have the same reads. */
    default void restart() {}
}
