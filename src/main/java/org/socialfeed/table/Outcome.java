package org.socialfeed.table;

import java.util.Locale;
import org.socialfeed.problem.Problem;
import org.socialfeed.problem.ProblemKind;

/** How a call ended, as metrics and spans name it. */
enum Outcome {
    OK,
    /** It lost to another transaction. */
    CONFLICT,
    /** A condition did not hold, which is no fault. */
    REFUSED,
    THROTTLED,
    UNAVAILABLE,
    /** A write that may have taken effect. */
    OUTCOME_UNKNOWN,
    /** The client went away. */
    CANCELLED;

    /** That of a call which failed, as {@link StoreFailure#translate} leaves its failure. */
    static Outcome of(Throwable failure) {
        if (failure instanceof Problem problem) {
            return of(problem.kind());
        }
        if (StoreFailure.isThrottled(failure)) {
            return THROTTLED;
        }
        return StoreFailure.isConflict(failure) ? CONFLICT : REFUSED;
    }

    private static Outcome of(ProblemKind kind) {
        if (kind == ProblemKind.THROTTLED) {
            return THROTTLED;
        }
        return kind == ProblemKind.OUTCOME_UNKNOWN ? OUTCOME_UNKNOWN : UNAVAILABLE;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
