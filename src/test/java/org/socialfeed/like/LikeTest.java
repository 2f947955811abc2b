package org.socialfeed.like;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.deletePost;
import static org.socialfeed.testing.Api.fresh;
import static org.socialfeed.testing.Api.like;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.unlike;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.Api.walk;
import static org.socialfeed.testing.TestingDynamo.op;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.Planted;
import org.socialfeed.testing.TestingDynamo;

@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
class LikeTest {
    @BeforeEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    @Test
    void likingTwiceCountsOnceAndUnlikingTwiceToo() {
        String alice = user("alice");
        String bob = user("bob");
        String id = post(alice, "nice");
        Response first = like(bob, alice, id);
        first.then().statusCode(201).body("username", equalTo(bob));
        like(bob, alice, id).then().statusCode(200).body("likedAt", equalTo(first.path("likedAt")));
        likes(alice, id, 1);
        unlike(bob, alice, id).then().statusCode(204);
        unlike(bob, alice, id).then().statusCode(204);
        likes(alice, id, 0);
    }

    @Test
    void likeUnlikeLikeEndsLiked() {
        String alice = user("alice");
        String id = post(alice, "nice");
        like(alice, alice, id).then().statusCode(201);
        unlike(alice, alice, id).then().statusCode(204);
        like(alice, alice, id).then().statusCode(201);
        likes(alice, id, 1);
    }

    @Test
    void refusesUnknownPostsForeignAuthorsAndThoseWithoutAProfile() {
        String alice = user("alice");
        String bob = user("bob");
        String id = post(alice, "nice");
        like(bob, bob, id).then().statusCode(404);
        like(bob, alice, "01ARZ3NDEKTSV4RRFFQ69G5FAV").then().statusCode(404);
        like(fresh("nobody"), alice, id).then().statusCode(409);
        likes(alice, id, 0);
    }

    @Test
    void unlikingUnderAForeignAuthorLeavesTheLike() {
        String alice = user("alice");
        String bob = user("bob");
        String id = post(alice, "nice");
        like(bob, alice, id);
        unlike(bob, bob, id).then().statusCode(204);
        likes(alice, id, 1);
    }

    @Test
    void aDeletedPostLeavesTheListAndCanBeUnliked() {
        String alice = user("alice");
        String bob = user("bob");
        String kept = post(alice, "kept");
        String deleted = post(alice, "deleted");
        like(bob, alice, kept);
        like(bob, alice, deleted);
        deletePost(alice, deleted).then().statusCode(204);
        assertThat(walk(as(bob), "/v1/users/" + bob + "/likes", 1, "id")).containsExactly(kept);
        like(bob, alice, deleted).then().statusCode(404);
        unlike(bob, alice, deleted).then().statusCode(204);
        given().get("/v1/users/{u}/posts/{p}/likes", alice, deleted).then().statusCode(404);
    }

    @Test
    void aLongRunOfDeletedPostsIsReadAHundredAtATimeAndThePageIsFull() {
        String alice = user("alice");
        String bob = user("bob");
        List<String> shown;
        try (Planted planted = Planted.inCurrent()) {
            shown = IntStream.concat(IntStream.range(0, 30), IntStream.range(530, 533))
                    .mapToObj(i -> planted.post(alice, i, "kept"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            planted.likesOfDeletedPosts(bob, alice, IntStream.range(30, 530));
        }
        shown.forEach(id -> like(bob, alice, id));

        TestingDynamo.current().clear();
        as(bob).get("/v1/users/{u}/likes", bob)
                .then()
                .statusCode(200)
                .body("items.id", equalTo(shown.subList(0, 20)), "next", notNullValue());
        // Five rounds follow the page's own, and one query tells what bob likes of the page.
        assertThat(TestingDynamo.current().calls().stream()
                        .filter(call -> call.operation().equals("Query"))
                        .map(call -> call.body().replaceAll(".*\"Limit\":([0-9]+).*", "$1")))
                .containsExactly("21", "100", "100", "100", "100", "100", "40");
        // Bob's card, 6 times the posts and the missing ones again, twice authors, the counts, likes beyond the 40.
        assertThat(TestingDynamo.current().count("BatchGetItem")).isEqualTo(17);
        assertThat(walk(as(bob), "/v1/users/" + bob + "/likes", 20, "id")).isEqualTo(shown);
    }

    @Test
    void aListThatEndsInDeletedPostsEndsWithTheLastOneShown() {
        String alice = user("alice");
        String bob = user("bob");
        String kept = post(alice, "kept");
        like(bob, alice, kept);
        try (Planted planted = Planted.inCurrent()) {
            planted.likesOfDeletedPosts(bob, alice, IntStream.range(0, 150));
        }
        as(bob).queryParam("limit", 1)
                .get("/v1/users/{u}/likes", bob)
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(kept)), "next", nullValue());
    }

    @Test
    void aLostReplyCountsOnce() {
        String alice = user("alice");
        String id = post(alice, "nice");
        TestingDynamo.current().on(op("TransactWriteItems")).times(1).loseReply();
        like(alice, alice, id).then().statusCode(201);
        likes(alice, id, 1);
    }

    @Test
    void theOwnListIsByPostNewestFirst() {
        String alice = user("alice");
        String bob = user("bob");
        List<String> ids =
                IntStream.range(0, 5).mapToObj(i -> post(alice, "post " + i)).toList();
        // Liked in another order than posted.
        List.of(3, 0, 4, 1, 2).forEach(i -> like(bob, alice, ids.get(i)));
        List<String> newestFirst =
                ids.stream().sorted(Comparator.reverseOrder()).toList();
        for (int limit : List.of(1, 2, 5, 100)) {
            assertThat(walk(as(bob), "/v1/users/" + bob + "/likes", limit, "id"))
                    .isEqualTo(newestFirst);
        }
        as(alice).get("/v1/users/{u}/likes", bob).then().statusCode(403);
    }

    @Test
    void likersAreByUsername() {
        String alice = user("alice");
        String id = post(alice, "nice");
        List<String> fans =
                IntStream.range(0, 5).mapToObj(i -> user("fan")).sorted().toList();
        fans.forEach(fan -> like(fan, alice, id));
        for (int limit : List.of(1, 2, 5, 100)) {
            assertThat(walk(given(), "/v1/users/" + alice + "/posts/" + id + "/likes", limit, "username"))
                    .isEqualTo(fans);
        }
    }

    private static void likes(String author, String post, int expected) {
        given().get("/v1/users/{u}/posts/{p}", author, post).then().body("likes", equalTo(expected));
    }
}
