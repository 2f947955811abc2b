package org.socialfeed.bench.replicas;

import org.socialfeed.bench.client.Api;
import org.socialfeed.bench.client.Call;
import org.socialfeed.bench.client.Calls;
import org.socialfeed.bench.client.Json;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.plan.PlannedPost;

/** A write that may be sent again: the same post, by its Idempotency-Key, or the same like. */
sealed interface Write {
    /** Who sends it. */
    String by();

    /** Without a token. */
    Call call();

    /** Notes in the journal that the service has answered {@code body}, with success. */
    void acknowledged(byte[] body, Journal journal);

    /** Sends it until it is answered, and notes that in the journal. */
    void repeat(Api api, Journal journal) throws InterruptedException;

    /** A post. */
    record NewPost(PlannedPost post) implements Write {
        @Override
        public String by() {
            return post.author();
        }

        @Override
        public Call call() {
            return Calls.post(post.author(), post.key(), post.text());
        }

        @Override
        public void acknowledged(byte[] body, Journal journal) {
            journal.acknowledged(this, Post.of(Json.read(body)));
        }

        @Override
        public void repeat(Api api, Journal journal) throws InterruptedException {
            journal.acknowledged(this, api.post(post));
        }
    }

    /** A like. */
    record NewLike(String by, Post post) implements Write {
        @Override
        public Call call() {
            return Calls.like(by, post);
        }

        @Override
        public void acknowledged(byte[] body, Journal journal) {
            journal.acknowledged(this);
        }

        @Override
        public void repeat(Api api, Journal journal) throws InterruptedException {
            api.like(by, post);
            journal.acknowledged(this);
        }
    }
}
