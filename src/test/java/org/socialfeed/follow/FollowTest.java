package org.socialfeed.follow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.fresh;
import static org.socialfeed.testing.Api.profile;
import static org.socialfeed.testing.Api.unfollow;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.Api.walk;
import static org.socialfeed.testing.TestingDynamo.op;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socialfeed.testing.Concurrently;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.TestingDynamo;

@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
class FollowTest {
    @BeforeEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    @Test
    void followingTwiceKeepsOneEdgeWithItsFirstTime() {
        String alice = user("alice");
        String bob = user("bob");
        Response first = follow(alice, bob);
        first.then().statusCode(201).body("username", equalTo(bob));
        follow(alice, bob).then().statusCode(200).body("followedAt", equalTo(first.path("followedAt")));
        profile(bob).then().body("followers", equalTo(1));
        profile(alice).then().body("following", equalTo(1));
        given().get("/v1/users/{u}/following/{o}", alice, bob)
                .then()
                .statusCode(200)
                .body("followedAt", equalTo(first.path("followedAt")));
        given().get("/v1/users/{u}/following/{o}", bob, alice).then().statusCode(404);
    }

    @Test
    void unfollowingTwiceCountsOnce() {
        String alice = user("alice");
        String bob = user("bob");
        follow(alice, bob);
        unfollow(alice, bob).then().statusCode(204);
        unfollow(alice, bob).then().statusCode(204);
        profile(bob).then().body("followers", equalTo(0));
        profile(alice).then().body("following", equalTo(0));
    }

    @Test
    void aFollowerCanBeRemovedByTheFollowee() {
        String alice = user("alice");
        String bob = user("bob");
        follow(alice, bob);
        as(bob).delete("/v1/users/{me}/followers/{f}", bob, alice).then().statusCode(204);
        as(bob).delete("/v1/users/{me}/followers/{f}", bob, alice).then().statusCode(204);
        given().get("/v1/users/{u}/following/{o}", alice, bob).then().statusCode(404);
        profile(alice).then().body("following", equalTo(0));
    }

    @Test
    void refusesOneselfTheUnknownAndThoseWithoutAProfile() {
        String alice = user("alice");
        String nobody = fresh("nobody");
        follow(alice, alice).then().statusCode(400).body("type", equalTo("urn:social-feed:problem:self-follow"));
        follow(alice, nobody).then().statusCode(404);
        follow(nobody, alice).then().statusCode(409);
        profile(alice).then().body("followers", equalTo(0), "following", equalTo(0));
    }

    @Test
    void manyAtOnceLoseNoCount() {
        String star = user("star");
        List<String> fans = IntStream.range(0, 10).mapToObj(i -> user("fan")).toList();
        List<CompletableFuture<Response>> following = new ArrayList<>();
        for (String fan : fans) {
            following.add(Concurrently.start(() -> follow(fan, star)));
            following.add(Concurrently.start(() -> follow(fan, star)));
        }
        assertThat(following.stream().map(CompletableFuture::join).map(Response::statusCode))
                .allMatch(status -> status == 200 || status == 201)
                .filteredOn(status -> status == 201)
                .hasSize(10);
        profile(star).then().body("followers", equalTo(10));
    }

    @Test
    void aLostReplyToAFollowCountsOnce() {
        String alice = user("alice");
        String bob = user("bob");
        TestingDynamo.current().on(op("TransactWriteItems")).times(1).loseReply();
        follow(alice, bob).then().statusCode(201);
        profile(bob).then().body("followers", equalTo(1));
        TestingDynamo.current().on(op("TransactWriteItems")).times(1).loseReply();
        unfollow(alice, bob).then().statusCode(204);
        profile(bob).then().body("followers", equalTo(0));
    }

    @Test
    void listsAreByUsernameInAnyPageSize() {
        String star = user("star");
        List<String> fans =
                IntStream.range(0, 7).mapToObj(i -> user("fan")).sorted().toList();
        fans.forEach(fan -> follow(fan, star));
        fans.forEach(fan -> follow(star, fan));
        for (int limit : List.of(1, 2, 7, 100)) {
            assertThat(walk(given(), "/v1/users/" + star + "/followers", limit, "username"))
                    .isEqualTo(fans);
            assertThat(walk(given(), "/v1/users/" + star + "/following", limit, "username"))
                    .isEqualTo(fans);
        }
        given().get("/v1/users/{u}/followers", fresh("nobody")).then().statusCode(404);
        given().get("/v1/users/{u}/following", fresh("nobody")).then().statusCode(404);
    }
}
