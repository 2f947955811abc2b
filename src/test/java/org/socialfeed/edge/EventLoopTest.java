package org.socialfeed.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.deletePost;
import static org.socialfeed.testing.Api.feed;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.like;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.profile;
import static org.socialfeed.testing.Api.user;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.TestingDynamo;

/** Nothing blocks an event loop: the JVM's own flight recorder would see it park, sleep or wait. */
@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
class EventLoopTest {
    @Inject
    @SuppressWarnings("NullAway.Init")
    Vertx vertx;

    @BeforeEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    @Test
    void servesEveryKindOfRequestWithoutBlockingAnEventLoop() {
        serveEverything();
        try (EventLoopWatch watch = EventLoopWatch.start()) {
            serveEverything();
            assertThat(watch.blockings()).isEmpty();
        }
    }

    @Test
    void theWatchSeesWhatBlocks() throws InterruptedException {
        try (EventLoopWatch watch = EventLoopWatch.start()) {
            CountDownLatch blocked = new CountDownLatch(1);
            vertx.getOrCreateContext().runOnContext(ignored -> {
                try {
                    Thread.sleep(50);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                blocked.countDown();
            });
            blocked.await();
            assertThat(watch.blockings()).isNotEmpty().allMatch(blocking -> blocking.contains("eventloop"));
        }
    }

    private static void serveEverything() {
        String alice = user("alice");
        String bob = user("bob");
        follow(alice, bob).then().statusCode(201);
        String id = post(bob, "hello");
        like(alice, bob, id).then().statusCode(201);
        assertThat(feed(alice, 20)).containsExactly(id);
        profile(bob).then().statusCode(200);
        as(alice).get("/v1/users/{u}/followers", bob).then().statusCode(200);
        as(alice).get("/v1/users/{u}/likes", alice).then().statusCode(200);
        as(alice).get("/v1/users/{u}/posts/{p}/likes", bob, id).then().statusCode(200);
        deletePost(bob, id).then().statusCode(204);
        as(bob).get("/v1/users/nobody_here").then().statusCode(404);
    }
}
