package org.socialfeed.bench.graph;

import java.util.Optional;
import java.util.regex.Pattern;

/** One edge of the graph: {@code follower} reads what {@code followee} posts. */
public record Follow(String follower, String followee) {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{3,30}");

    /** The username of a numeric id of the edge list: at most 18 digits, so always within the API's 3 to 30 characters. */
    static String username(long id) {
        return "user_" + id;
    }

    /** The username of what a file calls a user: of a number that of {@link #username(long)}, a username itself, else none. */
    static Optional<String> username(String id) {
        if (NUMBER.matcher(id).matches()) {
            return Optional.of(username(Long.parseLong(id)));
        }
        return Optional.of(id).filter(name -> NAME.matcher(name).matches());
    }

    static Follow of(long follower, long followee) {
        return new Follow(username(follower), username(followee));
    }

    boolean isLoop() {
        return follower.equals(followee);
    }
}
