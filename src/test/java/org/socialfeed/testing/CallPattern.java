package org.socialfeed.testing;

import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Which calls a rule is about: an operation, and what its JSON body must look like. */
public final class CallPattern {
    private final BiPredicate<String, String> matches;

    CallPattern(BiPredicate<String, String> matches) {
        this.matches = matches;
    }

    /** Narrows the pattern to bodies of this kind; may be repeated, then all must hold. */
    public CallPattern where(Predicate<String> body) {
        return new CallPattern(matches.and((operation, json) -> body.test(json)));
    }

    boolean matches(String operation, String body) {
        return matches.test(operation, body);
    }
}
