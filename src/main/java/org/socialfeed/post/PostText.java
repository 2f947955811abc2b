package org.socialfeed.post;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.socialfeed.id.Sha256;
import org.socialfeed.id.Unicode;
import org.socialfeed.problem.Violations;

/** The text of a post as it is stored and shown: trimmed, lines ended by LF, 1 to 500 code points, at most 2,000 bytes. */
public record PostText(String value) {
    private static final int MOST_CODE_POINTS = 500;
    private static final int MOST_BYTES = 2_000;
    private static final String FIELD = "text";

    /** The text as a client sends it. */
    record Body(@Nullable String text) {}

    /** @throws org.socialfeed.problem.Problem of kind VALIDATION with all violations */
    static PostText of(Body body) {
        return of(body.text() == null ? "" : body.text());
    }

    /** @throws org.socialfeed.problem.Problem of kind VALIDATION with all violations */
    public static PostText of(String sent) {
        String lines = sent.replace("\r\n", "\n");
        String text = lines.strip();
        new Violations()
                .check(!text.isEmpty(), FIELD, "must not be blank")
                .check(
                        Unicode.length(text) <= MOST_CODE_POINTS,
                        FIELD,
                        "has at most " + MOST_CODE_POINTS + " code points")
                .check(Unicode.wellFormed(text), FIELD, "must not hold lone surrogates")
                .check(Unicode.bytes(text) <= MOST_BYTES, FIELD, "has at most " + MOST_BYTES + " bytes of UTF-8")
                .check(
                        !Unicode.hasControl(lines, point -> point == '\n' || point == '\t'),
                        FIELD,
                        "must not hold control characters but newline and tab")
                .throwIfAny();
        return new PostText(text);
    }

    /** Tells whether two requests with the same Idempotency-Key mean the same post. */
    String hash() {
        return Base64.getEncoder().encodeToString(Sha256.of(value));
    }
}
