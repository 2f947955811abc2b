package org.socialfeed.post;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.socialfeed.problem.Problem;
import org.socialfeed.problem.ProblemKind;

/** Chosen by the client for one post, so that repeating the request creates no second one: 1 to 64 printable ASCII. */
record IdempotencyKey(String value) {
    /**
     * How long a key is remembered: the promised 24 hours, and as much again as whole seconds and clocks of replicas may
     * differ by.
     */
    static final Duration LIFETIME = Duration.ofHours(24).plusMinutes(1);

    private static final Pattern VALID = Pattern.compile("[ -~]{1,64}");

    /** @throws Problem of kind MALFORMED_REQUEST */
    static Optional<IdempotencyKey> of(List<String> headers) {
        if (headers.size() > 1) {
            throw new Problem(ProblemKind.MALFORMED_REQUEST, "Idempotency-Key must not be repeated");
        }
        if (!headers.stream().allMatch(VALID.asMatchPredicate())) {
            throw new Problem(
                    ProblemKind.MALFORMED_REQUEST, "An Idempotency-Key has 1 to 64 printable ASCII characters");
        }
        return headers.stream().findFirst().map(IdempotencyKey::new);
    }
}
