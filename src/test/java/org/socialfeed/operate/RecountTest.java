package org.socialfeed.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.like;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.profile;
import static org.socialfeed.testing.Api.user;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socialfeed.hot.HotKey;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import org.socialfeed.table.Change;
import org.socialfeed.table.Counts;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Key;
import org.socialfeed.table.Keys;
import org.socialfeed.table.Shard;
import org.socialfeed.testing.Concurrently;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.TestingDynamo;

@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
class RecountTest {
    @Inject
    Recount recount;

    @Inject
    FeedTable table;

    @BeforeEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    @Test
    void repairsTheCountsOfAUser() {
        String alice = user("alice");
        String bob = user("bob");
        follow(alice, bob);
        follow(bob, alice);
        post(alice, "one");
        post(alice, "two");
        Username user = new Username(alice);
        set(Keys.ownCount(user), Counts.POSTS, 7);
        set(Keys.followerCount(user, Shard.FIRST), Counts.FOLLOWERS, 0);

        assertThat(await(recount.user(user, true)).stream().map(Recount.Line::outcome))
                .containsExactly(Recount.Outcome.WRONG, Recount.Outcome.RIGHT, Recount.Outcome.WRONG);
        profile(alice).then().body("posts", equalTo(7), "followers", equalTo(0));
        assertThat(await(recount.user(user, false)).stream().map(Recount.Line::outcome))
                .containsExactly(Recount.Outcome.REPAIRED, Recount.Outcome.RIGHT, Recount.Outcome.REPAIRED);
        profile(alice).then().body("posts", equalTo(2), "following", equalTo(1), "followers", equalTo(1));
        assertThat(await(recount.user(new Username("nobody_at_all"), false))).isEmpty();
    }

    @Test
    void repairsTheLikesOfAPost() {
        String alice = user("alice");
        String id = post(alice, "one");
        like(user("fan"), alice, id);
        HotKey.Likers likers = new HotKey.Likers(new Username(alice), new PostId(id));
        set(likers.count(Shard.FIRST), Counts.LIKES, -3);
        List<Recount.Line> lines = await(recount.post(likers.author(), likers.post(), false));
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.stored()).isEqualTo(-3);
            assertThat(line.counted()).isEqualTo(1);
            assertThat(line.outcome()).isEqualTo(Recount.Outcome.REPAIRED);
        });
        as(alice).get("/v1/users/{a}/posts/{p}", alice, id).then().body("likes", equalTo(1));
    }

    /** Whatever a recount finds while people follow: when they are done, counts are edges once it has been run again. */
    @Test
    void isSafeUnderTraffic() {
        String star = user("star");
        Username user = new Username(star);
        follow(user("fan"), star);
        set(Keys.followerCount(user, Shard.FIRST), Counts.FOLLOWERS, 50);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger followers = new AtomicInteger(1);
        CompletableFuture<Boolean> traffic = Concurrently.start(() -> {
            while (!done.get()) {
                follow(user("fan"), star).then().statusCode(201);
                followers.incrementAndGet();
            }
            return true;
        });
        Recount.Line busy = await(recount.user(user, false)).get(2);
        done.set(true);
        traffic.join();
        if (busy.outcome() != Recount.Outcome.REPAIRED) {
            assertThat(busy.outcome()).isEqualTo(Recount.Outcome.BUSY);
            assertThat(await(recount.user(user, false)).get(2).outcome()).isEqualTo(Recount.Outcome.REPAIRED);
        }
        profile(star).then().body("followers", equalTo(followers.get()));
    }

    private void set(Key count, String attribute, long wrong) {
        assertThat(await(table.change(Change.of(count).set(attribute, wrong)))).isPresent();
    }

    private static List<Recount.Line> await(Multi<Recount.Line> lines) {
        return await(lines.collect().asList());
    }

    private static <T> T await(Uni<T> result) {
        return result.await().indefinitely();
    }
}
