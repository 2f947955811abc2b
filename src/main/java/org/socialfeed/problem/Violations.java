package org.socialfeed.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a request, so that one answer lists all of it at once. */
public final class Violations {
    private final List<Violation> found = new ArrayList<>();

    /** Notes a violation of the field unless the rule holds. */
    public Violations check(boolean holds, String field, String message) {
        if (!holds) {
            found.add(new Violation(field, message));
        }
        return this;
    }

    /** @throws Problem of kind VALIDATION if anything was noted */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw Problem.validation(found);
        }
    }
}
