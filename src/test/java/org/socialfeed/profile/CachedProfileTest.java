package org.socialfeed.profile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.cost;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.fresh;
import static org.socialfeed.testing.Api.like;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.putProfile;
import static org.socialfeed.testing.Api.user;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.socialfeed.hot.HotKey;
import org.socialfeed.hot.Shards;
import org.socialfeed.id.Username;
import org.socialfeed.testing.CachesOn;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.TestingDynamo;
import org.socialfeed.testing.TestingTicker;

/** What the cache saves of a famous user's profile, and for how long it may be late. */
@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
@TestProfile(CachesOn.class)
@SuppressWarnings("NullAway.Init")
class CachedProfileTest {
    private static final Duration WAIT = Duration.ofSeconds(60);

    @Inject
    TestingTicker ticker;

    @Inject
    Shards shards;

    /** A call for what is the user's own, one for the reader's edges, and one for the COUNT items of further shards. */
    @Test
    void followersOfManyShardsAreSummedOnceASecond() {
        String star = user("star");
        String reader = user("reader");
        follow(user("fan"), star).then().statusCode(201);
        shards.set(new HotKey.Followers(new Username(star)), 4).await().atMost(WAIT);

        assertThat(followers(reader, star, 1)).isEqualTo(3);
        assertThat(followers(reader, star, 1)).isEqualTo(2);
        follow(user("fan"), star).then().statusCode(201);
        follow(user("fan"), star).then().statusCode(201);
        as(star).get("/v1/users/{u}", star).then().body("followers", equalTo(3));
        assertThat(followers(reader, star, 1)).isEqualTo(2);
        ticker.advance(Duration.ofSeconds(1));
        assertThat(followers(reader, star, 3)).isEqualTo(3);
    }

    /** Where one shard has them all the count is read anyway, and as new as that. */
    @Test
    void followersOfOneShardAreNotLate() {
        String calm = user("calm");
        String reader = user("reader");
        followers(reader, calm, 0);
        follow(user("fan"), calm).then().statusCode(201);
        followers(reader, calm, 1);
    }

    @Test
    void whoWasAbsentAMomentAgoIsInTheListsOfWhoHasFollowedAndLikedThemSince() {
        String reader = user("reader");
        String author = fresh("author");
        given().get("/v1/users/{u}/posts", author).then().statusCode(404);
        putProfile(author, Map.of("displayName", "Late")).then().statusCode(201);
        String post = post(author, "first");
        follow(reader, author).then().statusCode(201);
        like(reader, author, post);
        as(reader).get("/v1/users/{u}/following", reader).then().body("items.username", equalTo(List.of(author)));
        as(reader).get("/v1/users/{u}/likes", reader).then().body("items.id", equalTo(List.of(post)));
        as(reader).get("/v1/feed").then().body("items.id", equalTo(List.of(post)));
    }

    @Test
    void whoIsAbsentIsLookedForOnceAsLongAsNobodyHasAToken() {
        String nobody = fresh("nobody");
        TestingDynamo.current().clear();
        for (int i = 0; i < 3; i++) {
            given().get("/v1/users/{u}/posts", nobody).then().statusCode(404);
        }
        assertThat(TestingDynamo.current().calls().stream()
                        .flatMap(call -> call.batchKeys().stream())
                        .filter(key -> key.contains(nobody)))
                .as("read, and confirmed")
                .hasSize(2);
    }

    /** The calls that a look at the profile takes. */
    private static double followers(String reader, String user, int expected) {
        var answer = as(reader).get("/v1/users/{u}", user);
        answer.then().statusCode(200).body("followers", equalTo(expected));
        return cost(answer, "calls");
    }
}
