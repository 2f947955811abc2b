package org.socialfeed.feed;

import org.jspecify.annotations.Nullable;
import org.socialfeed.problem.Violations;

/** What each post of a feed page comes with besides its author. */
enum Include {
    LIKES,
    NONE;

    /** @throws org.socialfeed.problem.Problem of kind VALIDATION */
    static Include of(@Nullable String parameter) {
        new Violations()
                .check(parameter == null || parameter.equals("none"), "include", "must be none, or left out")
                .throwIfAny();
        return parameter == null ? LIKES : NONE;
    }
}
