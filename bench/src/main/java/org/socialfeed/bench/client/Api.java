package org.socialfeed.bench.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.socialfeed.bench.graph.Follow;
import org.socialfeed.bench.plan.PlannedPost;

/** The calls of a run, each made as the user concerned. All may be repeated without harm. */
public final class Api {
    /** The largest page that the API gives. */
    public static final int PAGE = 100;

    private final Wire wire;
    private final Tokens tokens;

    public Api(Wire wire, Tokens tokens) {
        this.wire = wire;
        this.tokens = tokens;
    }

    public void createProfile(String user) throws InterruptedException {
        wire.send(Call.of(Operation.PROFILE, "PUT", "/v1/users/" + user)
                .bearer(tokens.of(user))
                .json(field("displayName", user.replace("user_", "User "))));
    }

    public void follow(Follow follow) throws InterruptedException {
        String path = "/v1/users/" + follow.follower() + "/following/" + follow.followee();
        wire.send(Call.of(Operation.FOLLOW, "PUT", path).bearer(tokens.of(follow.follower())));
    }

    public Post post(PlannedPost post) throws InterruptedException {
        return Post.of(wire.send(Call.of(Operation.POST, "POST", "/v1/users/" + post.author() + "/posts")
                        .bearer(tokens.of(post.author()))
                        .with("Idempotency-Key", post.key())
                        .json(field("text", post.text())))
                .body());
    }

    /** A page of the feed as {@code reader} sees it, likes included; without a cursor the newest. */
    public PostPage feed(String reader, Optional<String> cursor) throws InterruptedException {
        return PostPage.of(wire.send(Call.of(Operation.FEED, "GET", "/v1/feed" + query(cursor))
                        .bearer(tokens.of(reader)))
                .body());
    }

    /** A page of what {@code author} posted, read by the author, to whom it is never stale. */
    public PostPage postsOf(String author, Optional<String> cursor) throws InterruptedException {
        String path = "/v1/users/" + author + "/posts" + query(cursor);
        return PostPage.of(wire.send(Call.of(Operation.POST_LIST, "GET", path).bearer(tokens.of(author)))
                .body());
    }

    private static String query(Optional<String> cursor) {
        return "?limit=" + PAGE
                + cursor.map(value -> "&cursor=" + URLEncoder.encode(value, StandardCharsets.UTF_8))
                        .orElse("");
    }

    private static String field(String name, String value) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        return body.put(name, value).toString();
    }
}
