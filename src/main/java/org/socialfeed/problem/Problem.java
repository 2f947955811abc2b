package org.socialfeed.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error that the client is told about; every failure of a request ends as one.
 *
 * <p>The detail is public: it never holds a key, a class name or anything of another user. The stack trace is left out,
 * for a problem is an answer and not a defect.
 */
public class Problem extends RuntimeException {
    private final ProblemKind kind;
    private final transient List<Violation> violations;

    public Problem(ProblemKind kind, String detail) {
        this(kind, detail, List.of(), null);
    }

    /** @param cause for the log and for operators; a client is not told */
    public Problem(ProblemKind kind, String detail, Throwable cause) {
        this(kind, detail, List.of(), cause);
    }

    protected Problem(ProblemKind kind, String detail, List<Violation> violations, @Nullable Throwable cause) {
        super(detail, cause, false, false);
        this.kind = kind;
        this.violations = List.copyOf(violations);
    }

    public static Problem validation(List<Violation> violations) {
        return new Problem(ProblemKind.VALIDATION, "See the violations", violations, null);
    }

    public static Problem notFound(String what) {
        return new Problem(ProblemKind.NOT_FOUND, what + " does not exist");
    }

    public static Problem profileRequired() {
        return new Problem(ProblemKind.PROFILE_REQUIRED, "Put your profile first: PUT /v1/users/{you}");
    }

    public ProblemKind kind() {
        return kind;
    }

    public List<Violation> violations() {
        return violations;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
