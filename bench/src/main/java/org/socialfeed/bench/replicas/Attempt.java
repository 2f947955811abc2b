package org.socialfeed.bench.replicas;

import java.util.Optional;
import org.socialfeed.bench.client.Operation;

/**
 * A request as its client saw it.
 *
 * @param id its X-Request-Id, by which the proxy's log knows it
 * @param begun when it was sent, in nanoseconds of the run's clock
 * @param ended when it was answered or failed
 * @param error the kind of failure; empty if it succeeded
 */
record Attempt(String id, Operation operation, long begun, long ended, Optional<String> error) {
    boolean failed() {
        return error.isPresent();
    }

    /** Whether it was under way at some moment of the span. */
    boolean overlaps(long from, long until) {
        return begun <= until && ended >= from;
    }
}
