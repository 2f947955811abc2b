package org.socialfeed.bench.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.socialfeed.bench.graph.Follow;
import org.socialfeed.bench.plan.PlannedPost;

/** The calls of a run, each made as the user concerned. All may be repeated without harm. */
public final class Api {
    private final Wire wire;
    private final Tokens tokens;

    public Api(Wire wire, Tokens tokens) {
        this.wire = wire;
        this.tokens = tokens;
    }

    public void createProfile(String user) throws InterruptedException {
        send(user, Calls.profile(user));
    }

    public void follow(Follow follow) throws InterruptedException {
        send(follow.follower(), Calls.follow(follow));
    }

    public Post post(PlannedPost post) throws InterruptedException {
        return Post.of(send(post.author(), Calls.post(post.author(), post.key(), post.text()))
                .body());
    }

    public void like(String liker, Post post) throws InterruptedException {
        send(liker, Calls.like(liker, post));
    }

    /** What the service shows {@code reader} of something. */
    public JsonNode read(String reader, Call call) throws InterruptedException {
        return send(reader, call).body();
    }

    /** A page of the feed as {@code reader} sees it, likes included; without a cursor the newest. */
    public PostPage feed(String reader, int limit, Optional<String> cursor) throws InterruptedException {
        return PostPage.of(send(reader, Calls.feed(limit, cursor)).body());
    }

    /** A page of what {@code author} posted, read by the author, to whom it is never stale. */
    public PostPage postsOf(String author, Optional<String> cursor) throws InterruptedException {
        return PostPage.of(send(author, Calls.postsOf(author, cursor)).body());
    }

    private Answer send(String user, Call call) throws InterruptedException {
        return wire.send(call.bearer(tokens.of(user)));
    }
}
