package org.socialfeed.bench.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.socialfeed.bench.graph.Follow;

/** The requests of the API that a run sends, without the token of whom they are sent as. */
public final class Calls {
    /** The largest page that the API gives. */
    public static final int PAGE = 100;

    private Calls() {}

    public static Call profile(String user) {
        return Call.of(Operation.PROFILE, "PUT", "/v1/users/" + user)
                .json(field("displayName", user.replace("user_", "User ")));
    }

    public static Call follow(Follow follow) {
        return Call.of(Operation.FOLLOW, "PUT", edge(follow));
    }

    public static Call unfollow(Follow follow) {
        return Call.of(Operation.UNFOLLOW, "DELETE", edge(follow));
    }

    /** @param key the Idempotency-Key */
    public static Call post(String author, String key, String text) {
        return Call.of(Operation.POST, "POST", "/v1/users/" + author + "/posts")
                .with("Idempotency-Key", key)
                .json(field("text", text));
    }

    public static Call like(String liker, Post post) {
        return Call.of(Operation.LIKE, "PUT", edge(liker, post));
    }

    public static Call unlike(String liker, Post post) {
        return Call.of(Operation.UNLIKE, "DELETE", edge(liker, post));
    }

    /** The feed of whom it is sent as; without a cursor the newest page. */
    public static Call feed(int limit, Optional<String> cursor) {
        return Call.of(Operation.FEED, "GET", "/v1/feed" + query(limit, cursor));
    }

    public static Call readPost(Post post) {
        return Call.of(Operation.READ_POST, "GET", "/v1/users/" + post.author() + "/posts/" + post.id());
    }

    public static Call readProfile(String user) {
        return Call.of(Operation.READ_PROFILE, "GET", "/v1/users/" + user);
    }

    static Call postsOf(String author, Optional<String> cursor) {
        return Call.of(Operation.POST_LIST, "GET", "/v1/users/" + author + "/posts" + query(PAGE, cursor));
    }

    private static String edge(Follow follow) {
        return "/v1/users/" + follow.follower() + "/following/" + follow.followee();
    }

    private static String edge(String liker, Post post) {
        return "/v1/users/" + post.author() + "/posts/" + post.id() + "/likes/" + liker;
    }

    private static String query(int limit, Optional<String> cursor) {
        return "?limit=" + limit
                + cursor.map(value -> "&cursor=" + URLEncoder.encode(value, StandardCharsets.UTF_8))
                        .orElse("");
    }

    private static String field(String name, String value) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        return body.put(name, value).toString();
    }
}
