package org.socialfeed.feed;

import java.util.List;
import org.socialfeed.problem.Violations;

/** What each post of a feed page comes with besides its author. */
enum Include {
    LIKES,
    NONE;

    static final String PARAMETER = "include";

    /** What the values of the parameter say; noted as a violation if they are not one {@code none}, or nothing. */
    static Include of(List<String> values, Violations violations) {
        violations.check(values.isEmpty() || values.equals(List.of("none")), PARAMETER, "must be none, or left out");
        return values.isEmpty() ? LIKES : NONE;
    }
}
