package org.socialfeed.post;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.createPost;
import static org.socialfeed.testing.Api.deletePost;
import static org.socialfeed.testing.Api.feed;
import static org.socialfeed.testing.Api.fresh;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.profile;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.Api.walk;
import static org.socialfeed.testing.TestingDynamo.op;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Comparator;
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
class PostTest {
    @BeforeEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    @Test
    void isStoredTrimmedWithPlainLineEnds() {
        String alice = user("alice");
        Response posted = createPost(alice, " \r\n one\r\ntwo\t🎉 \n");
        posted.then()
                .statusCode(201)
                .header("Location", equalTo("/v1/users/" + alice + "/posts/" + posted.path("id")))
                .body("text", equalTo("one\ntwo\t🎉"), "likes", equalTo(0), "liked", equalTo(false))
                .body("author.username", equalTo(alice));
        given().get("/v1/users/{u}/posts/{p}", alice, posted.path("id"))
                .then()
                .statusCode(200)
                .body("text", equalTo("one\ntwo\t🎉"), "liked", nullValue());
    }

    @Test
    void needsAProfile() {
        createPost(fresh("nobody"), "hello")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:social-feed:problem:profile-required"));
    }

    @Test
    void ofOneAuthorAscendHoweverManyArePostedAtOnce() {
        String alice = user("alice");
        List<CompletableFuture<String>> posting = IntStream.range(0, 12)
                .mapToObj(number -> Concurrently.start(() -> post(alice, "post " + number)))
                .toList();
        List<String> ids = posting.stream().map(CompletableFuture::join).toList();
        assertThat(feed(alice, 100)).containsExactlyInAnyOrderElementsOf(ids);
        profile(alice).then().body("posts", equalTo(12));
        String after = post(alice, "after");
        assertThat(ids).allSatisfy(id -> assertThat(id).isLessThan(after));
    }

    @Test
    void theSameKeyGivesTheFirstPostAgain() {
        String alice = user("alice");
        Response first = createPost(alice, "once", "key 1");
        Response second = createPost(alice, " once ", "key 1");
        second.then().statusCode(201).header("Idempotent-Replayed", "true").body("id", equalTo(first.path("id")));
        assertThat(first.header("Idempotent-Replayed")).isNull();
        createPost(alice, "other", "key 1").then().statusCode(422);
        createPost(alice, "once", "key 2").then().statusCode(201);
        profile(alice).then().body("posts", equalTo(2));
    }

    @Test
    void theSameKeyAtTheSameMomentMakesOnePost() {
        String alice = user("alice");
        List<CompletableFuture<String>> posting = IntStream.range(0, 8)
                .mapToObj(number -> Concurrently.start(() -> createPost(alice, "once", "k")
                        .then()
                        .statusCode(201)
                        .extract()
                        .<String>path("id")))
                .toList();
        assertThat(posting.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        profile(alice).then().body("posts", equalTo(1));
    }

    @Test
    void aKeyWhosePostWasDeletedCreatesNothing() {
        String alice = user("alice");
        String id = createPost(alice, "once", "k").path("id");
        deletePost(alice, id).then().statusCode(204);
        createPost(alice, "once", "k").then().statusCode(410);
        profile(alice).then().body("posts", equalTo(0));
    }

    @Test
    void aLostReplyIsStillOnePost() {
        String alice = user("alice");
        TestingDynamo.current().on(op("TransactWriteItems")).times(1).loseReply();
        createPost(alice, "once").then().statusCode(201);
        assertThat(feed(alice, 10)).hasSize(1);
        profile(alice).then().body("posts", equalTo(1));
    }

    @Test
    void aTransactionThatLosesARaceIsTriedAgain() {
        String alice = user("alice");
        TestingDynamo.current().clear();
        TestingDynamo.current().on(op("TransactWriteItems")).times(3).conflict();
        createPost(alice, "in the end").then().statusCode(201);
        assertThat(TestingDynamo.current().count("TransactWriteItems")).isEqualTo(4);
    }

    @Test
    void isGoneAfterDeletionAndDeletingAgainIsFine() {
        String alice = user("alice");
        String id = post(alice, "short lived");
        deletePost(alice, id).then().statusCode(204);
        deletePost(alice, id).then().statusCode(204);
        given().get("/v1/users/{u}/posts/{p}", alice, id).then().statusCode(404);
        assertThat(feed(alice, 10)).isEmpty();
        profile(alice).then().body("posts", equalTo(0));
    }

    @Test
    void isNotFoundUnderAnotherAuthor() {
        String alice = user("alice");
        String bob = user("bob");
        String id = post(alice, "mine");
        given().get("/v1/users/{u}/posts/{p}", bob, id).then().statusCode(404);
        deletePost(bob, id).then().statusCode(204);
        given().get("/v1/users/{u}/posts/{p}", alice, id).then().statusCode(200);
    }

    @Test
    void areListedNewestFirstInAnyPageSizeWithALinkToTheNext() {
        String alice = user("alice");
        List<String> ids = IntStream.range(0, 9)
                .mapToObj(number -> post(alice, "post " + number))
                .sorted(Comparator.reverseOrder())
                .toList();
        for (int limit : List.of(1, 3, 4, 9, 100)) {
            assertThat(walk(given(), "/v1/users/" + alice + "/posts", limit, "id"))
                    .isEqualTo(ids);
        }
        Response page = given().queryParam("limit", 4).get("/v1/users/{u}/posts", alice);
        page.then()
                .header("Link", containsString("limit=4"))
                .header("Link", containsString("cursor=" + page.path("next")))
                .header("Link", containsString("rel=\"next\""));
        given().get("/v1/users/{u}/posts", fresh("nobody")).then().statusCode(404);
    }

    @Test
    void showOthersLikesAndOnesOwn() {
        String alice = user("alice");
        String id = post(alice, "likeable");
        as(alice).get("/v1/users/{u}/posts", alice).then().body("items[0].liked", equalTo(false));
        as(alice)
                .put("/v1/users/{u}/posts/{p}/likes/{me}", alice, id, alice)
                .then()
                .statusCode(201);
        as(alice)
                .get("/v1/users/{u}/posts", alice)
                .then()
                .body("items[0].liked", equalTo(true), "items[0].likes", equalTo(1));
        given().get("/v1/users/{u}/posts", alice).then().body("items[0].liked", nullValue());
    }
}
