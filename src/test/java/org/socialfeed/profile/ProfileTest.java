package org.socialfeed.profile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.fresh;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.profile;
import static org.socialfeed.testing.Api.putProfile;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.TestingDynamo.op;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.TestingDynamo;

@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
class ProfileTest {
    @BeforeEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    @Test
    void isCreatedOnceAndReplacedAfterwards() {
        String alice = fresh("alice");
        putProfile(
                        alice,
                        Map.of("displayName", "Alice", "bio", "likes\ncats", "avatarUrl", "https://example.org/a.png"))
                .then()
                .statusCode(201)
                .header("Location", equalTo("/v1/users/" + alice))
                .header("ETag", matchesPattern("\"[A-Za-z0-9_-]+\""))
                .body("username", equalTo(alice))
                .body("createdAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
        String createdAt = profile(alice).path("createdAt");
        putProfile(alice, Map.of("displayName", "Alice II"))
                .then()
                .statusCode(200)
                .body("displayName", equalTo("Alice II"))
                .body("bio", nullValue())
                .body("avatarUrl", nullValue())
                .body("createdAt", equalTo(createdAt));
    }

    @Test
    void countsPostsAndEdgesAndTellsHowTheCallerStands() {
        String alice = user("alice");
        String bob = user("bob");
        follow(alice, bob).then().statusCode(201);
        post(bob, "hello");
        profile(bob).then().body("followers", equalTo(1), "posts", equalTo(1), "following", equalTo(0));
        profile(bob).then().body("viewer", nullValue());
        as(alice)
                .get("/v1/users/{u}", bob)
                .then()
                .body("viewer.following", equalTo(true), "viewer.followedBy", equalTo(false));
        as(bob).get("/v1/users/{u}", alice)
                .then()
                .body("viewer.following", equalTo(false), "viewer.followedBy", equalTo(true));
    }

    @Test
    void isReplacedOnlyIfTheTagStillMatches() {
        String alice = user("alice");
        String tag = profile(alice).header("ETag");
        as(alice)
                .contentType(ContentType.JSON)
                .header("If-Match", "\"another\", " + tag)
                .body(Map.of("displayName", "B"))
                .put("/v1/users/{me}", alice)
                .then()
                .statusCode(200);
        as(alice)
                .contentType(ContentType.JSON)
                .header("If-Match", tag)
                .body(Map.of("displayName", "C"))
                .put("/v1/users/{me}", alice)
                .then()
                .statusCode(412);
        profile(alice).then().body("displayName", equalTo("B"));
    }

    /** RFC 9110: lines of one field are one list (5.3), and a tag may hold commas (8.8.3). */
    @Test
    void tagsMayStandInSeveralLinesAndHoldCommas() {
        String alice = user("alice");
        String tag = profile(alice).header("ETag");
        as(alice)
                .contentType(ContentType.JSON)
                .header("If-Match", "\"one,two\"", tag)
                .body(Map.of("displayName", "B"))
                .put("/v1/users/{me}", alice)
                .then()
                .statusCode(200);
        as(alice)
                .contentType(ContentType.JSON)
                .header("If-Match", "\"one\" \"two\"")
                .body(Map.of("displayName", "C"))
                .put("/v1/users/{me}", alice)
                .then()
                .statusCode(400);
    }

    @Test
    void aRepeatedConditionalPutWhoseFirstReplyWasLostSucceeds() {
        String alice = user("alice");
        String tag = profile(alice).header("ETag");
        for (int i = 0; i < 2; i++) {
            as(alice)
                    .contentType(ContentType.JSON)
                    .header("If-Match", tag)
                    .body(Map.of("displayName", "B"))
                    .put("/v1/users/{me}", alice)
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void ifNoneMatchCreatesOnly() {
        String alice = fresh("alice");
        for (int status : new int[] {201, 412}) {
            as(alice)
                    .contentType(ContentType.JSON)
                    .header("If-None-Match", "*")
                    .body(Map.of("displayName", "A"))
                    .put("/v1/users/{me}", alice)
                    .then()
                    .statusCode(status);
        }
        as(fresh("bob"))
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of("displayName", "B"))
                .put("/v1/users/{me}", alice)
                .then()
                .statusCode(403);
    }

    @Test
    void theTagDoesNotChangeWithTheCounts() {
        String alice = user("alice");
        String tag = profile(alice).header("ETag");
        post(alice, "counts");
        assertThat(profile(alice).header("ETag")).isEqualTo(tag);
    }

    @Test
    void isNotMissedWhenAnEventualReadMissesIt() {
        String alice = user("alice");
        TestingDynamo.current().on(op("BatchGetItem")).times(1).halve();
        profile(alice).then().statusCode(200);
        given().get("/v1/users/{u}", fresh("nobody")).then().statusCode(404);
    }

    @Test
    void aLostReplyToACreationIsStillOneProfile() {
        String alice = fresh("alice");
        TestingDynamo.current().on(op("TransactWriteItems")).times(1).loseReply();
        putProfile(alice, Map.of("displayName", "Alice")).then().statusCode(201);
        assertThat(TestingDynamo.current().count("TransactWriteItems")).isEqualTo(2);
        profile(alice).then().statusCode(200).body("posts", equalTo(0));
    }
}
