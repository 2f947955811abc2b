package org.socialfeed.profile;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socialfeed.id.Sha256;
import org.socialfeed.id.Unicode;
import org.socialfeed.problem.Violations;

/** What a user may edit of a profile. All lengths are in code points. */
public record ProfileFields(String displayName, Optional<String> bio, Optional<String> avatarUrl) {
    private static final int MOST_NAME = 50;
    private static final int MOST_BIO = 160;
    private static final int MOST_URL = 500;

    /** The fields as a client sends them. */
    record Body(
            @Nullable String displayName,
            @Nullable String bio,
            @Nullable String avatarUrl) {}

    /** @throws org.socialfeed.problem.Problem of kind VALIDATION with all violations */
    static ProfileFields of(Body body) {
        String name = body.displayName() == null ? "" : body.displayName();
        Violations violations = new Violations()
                .check(!name.isBlank(), "displayName", "must not be blank")
                .check(Unicode.length(name) <= MOST_NAME, "displayName", "has at most " + MOST_NAME + " code points")
                .check(isText(name, false), "displayName", "must not hold control characters or lone surrogates");
        if (body.bio() != null) {
            violations
                    .check(Unicode.length(body.bio()) <= MOST_BIO, "bio", "has at most " + MOST_BIO + " code points")
                    .check(isText(body.bio(), true), "bio", "must not hold control characters or lone surrogates");
        }
        if (body.avatarUrl() != null) {
            violations
                    .check(
                            body.avatarUrl().length() <= MOST_URL,
                            "avatarUrl",
                            "has at most " + MOST_URL + " characters")
                    .check(isHttps(body.avatarUrl()), "avatarUrl", "must be an absolute https URL");
        }
        violations.throwIfAny();
        return new ProfileFields(name, Optional.ofNullable(body.bio()), Optional.ofNullable(body.avatarUrl()));
    }

    /** The entity tag (RFC 9110, section 8.8.3) without quotes: the same fields have the same tag. */
    String etag() {
        String canonical = part(displayName) + part(bio.orElse(null)) + part(avatarUrl.orElse(null));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(Sha256.of(canonical), 12));
    }

    /** Told apart by length, so that no two sets of fields run together. */
    private static String part(@Nullable String field) {
        return field == null ? "-;" : field.length() + ":" + field + ";";
    }

    private static boolean isText(String text, boolean lines) {
        return Unicode.wellFormed(text) && !Unicode.hasControl(text, point -> lines && point == '\n');
    }

    private static boolean isHttps(String url) {
        try {
            URI uri = new URI(url);
            return "https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && url.equals(uri.toASCIIString());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
