package org.socialfeed.bench.graph;

/** One edge of the graph: {@code follower} reads what {@code followee} posts. */
public record Follow(String follower, String followee) {

    /** The username of a numeric id of the edge list: at most 18 digits, so always within the API's 3 to 30 characters. */
    static String username(long id) {
        return "user_" + id;
    }

    static Follow of(long follower, long followee) {
        return new Follow(username(follower), username(followee));
    }

    boolean isLoop() {
        return follower.equals(followee);
    }
}
