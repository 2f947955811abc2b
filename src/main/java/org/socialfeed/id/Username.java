package org.socialfeed.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A user's unique, unchangeable name: 3 to 30 of {@code a-z}, {@code 0-9} and {@code _}.
 *
 * <p>The alphabet has no {@code #} and no {@code /}, so a username is safe inside a key and inside a path.
 */
public record Username(@JsonValue String value) implements Comparable<Username> {
    private static final Pattern VALID = Pattern.compile("[a-z0-9_]{3,30}");

    /** @throws IllegalArgumentException if the value is no valid username */
    public Username {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("A username has 3 to 30 characters of a-z, 0-9 and _");
        }
    }

    /** Lets JAX-RS parse a path parameter; what it throws is answered with 404. */
    public static Username fromString(String value) {
        return new Username(value);
    }

    /** The username, or empty if the value is none. */
    public static Optional<Username> parse(String value) {
        return VALID.matcher(value).matches() ? Optional.of(new Username(value)) : Optional.empty();
    }

    @Override
    public int compareTo(Username other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
