package org.socialfeed.problem;

import java.util.Locale;

/** Every kind of error that a client can meet: its stable type URI, status and title (RFC 9457). */
public enum ProblemKind {
    MALFORMED_REQUEST(400, "Malformed request"),
    VALIDATION(400, "Invalid values"),
    INVALID_CURSOR(400, "Invalid cursor"),
    SELF_FOLLOW(400, "Cannot follow oneself"),
    UNAUTHORIZED(401, "Unauthorized"),
    FORBIDDEN(403, "Forbidden"),
    INVALID_PRINCIPAL(403, "Invalid principal"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    PROFILE_REQUIRED(409, "Profile required"),
    FOLLOW_LIMIT(409, "Follow limit reached"),
    POST_DELETED(410, "Post deleted"),
    PRECONDITION_FAILED(412, "Precondition failed"),
    BODY_TOO_LARGE(413, "Body too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    IDEMPOTENCY_KEY_REUSED(422, "Idempotency key reused"),
    INTERNAL_ERROR(500, "Internal error"),
    UNAVAILABLE(503, "Unavailable"),
    THROTTLED(503, "Throttled"),
    OVERLOADED(503, "Overloaded"),
    OUTCOME_UNKNOWN(503, "Outcome unknown");

    private static final String TYPE_PREFIX = "urn:social-feed:problem:";

    private final int status;
    private final String title;

    ProblemKind(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The stable URI of this kind, for instance {@code urn:social-feed:problem:invalid-cursor}. */
    public String type() {
        return TYPE_PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
