package org.socialfeed.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.fresh;
import static org.socialfeed.testing.Api.like;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.unfollow;
import static org.socialfeed.testing.Api.unlike;
import static org.socialfeed.testing.Api.user;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socialfeed.testing.Api;
import org.socialfeed.testing.CachesOn;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.Planted;
import org.socialfeed.testing.TestingDynamo;
import org.socialfeed.testing.TestingTicker;

/** Runs every access pattern of docs/key-schema.md and compares what DynamoDB charged with what the page says. */
@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
@TestProfile(CachesOn.class)
class KeySchemaTest {
    private static final int PAGE = 20;

    @Inject
    @SuppressWarnings("NullAway.Init")
    TestingTicker ticker;

    private final Map<String, String> measured = new LinkedHashMap<>();

    @BeforeEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    @Test
    void everyAccessPatternCostsWhatThePageSays() {
        profiles();
        posts();
        follows();
        likes();
        feeds();
        Map<String, String> page = Table.rows("key-schema.md", "[a-z0-9-]+").stream()
                .collect(Collectors.toMap(
                        row -> row.get(0),
                        row -> String.join(" | ", row.subList(4, 7)),
                        (a, b) -> a,
                        LinkedHashMap::new));
        assertThat(measured).as("calls | RCU | WCU").containsExactlyInAnyOrderEntriesOf(page);
    }

    private void profiles() {
        String alice = fresh("alice");
        String bob = user("bob");
        measure("profile-create", putProfile(alice, "Alice"));
        measure("profile-replace", putProfile(alice, "Alice II"));
        measure("profile-get", given().get("/v1/users/{u}", alice));
        measure("profile-get-own", as(alice).get("/v1/users/{u}", alice));
        measure("profile-get-viewer", as(bob).get("/v1/users/{u}", alice));
    }

    private void posts() {
        String alice = user("alice");
        String bob = user("bob");
        Response created = create(alice, "plain", Map.of());
        measure("post-create", created);
        String id = created.path("id");
        measure("post-create-keyed", create(alice, "keyed", Map.of("Idempotency-Key", "k")));
        measure("post-replay", create(alice, "keyed", Map.of("Idempotency-Key", "k")));
        measure("post-get", given().get("/v1/users/{u}/posts/{p}", alice, id));
        measure("post-get-viewer", as(bob).get("/v1/users/{u}/posts/{p}", alice, id));
        measure("post-delete", as(alice).delete("/v1/users/{u}/posts/{p}", alice, id));
        IntStream.range(0, PAGE + 1).forEach(i -> post(alice, "post " + i));
        measure("posts-page", given().get("/v1/users/{u}/posts", alice));
    }

    private void follows() {
        String alice = user("alice");
        String bob = user("bob");
        measure("follow", follow(alice, bob));
        measure("follow-again", follow(alice, bob));
        measure("follow-get", given().get("/v1/users/{u}/following/{o}", alice, bob));
        measure("unfollow", unfollow(alice, bob));
        List<String> fans =
                IntStream.range(0, PAGE + 1).mapToObj(i -> user("fan")).toList();
        fans.forEach(fan -> follow(fan, bob));
        fans.forEach(fan -> follow(bob, fan));
        measure("followers-page", given().get("/v1/users/{u}/followers", bob));
        measure("following-page", given().get("/v1/users/{u}/following", bob));
    }

    private void likes() {
        String alice = user("alice");
        String bob = user("bob");
        List<String> ids = IntStream.range(0, PAGE + 1)
                .mapToObj(i -> post(alice, "post " + i))
                .toList();
        measure("like", like(bob, alice, ids.get(0)));
        measure("like-again", like(bob, alice, ids.get(0)));
        measure("unlike", unlike(bob, alice, ids.get(0)));
        ids.forEach(id -> like(bob, alice, id));
        measure("likes-page", as(bob).get("/v1/users/{u}/likes", bob));
        IntStream.range(0, PAGE + 1).forEach(i -> like(user("fan"), alice, ids.get(0)));
        measure("likers-page", given().get("/v1/users/{u}/posts/{p}/likes", alice, ids.get(0)));
    }

    private void feeds() {
        measure("feed-empty", as(user("lonely")).get("/v1/feed"));
        measure("feed-one-followee", as(reader(1)).get("/v1/feed"));
        measure("feed-20-followees", as(reader(20)).get("/v1/feed"));
        String reader = reader(120);
        measure("feed-120-followees", as(reader).get("/v1/feed"));
        as(reader).get("/v1/feed").then().statusCode(200);
        measure("feed-120-followees-warm", as(reader).get("/v1/feed"));
        measure(
                "feed-120-followees-include-none",
                as(reader).queryParam("include", "none").get("/v1/feed"));
    }

    /** Somebody whose followees have 20 posts each, written in turns. */
    private static String reader(int followees) {
        String reader = user("reader");
        try (Planted planted = Planted.inCurrent()) {
            List<String> authors =
                    IntStream.range(0, followees).mapToObj(i -> fresh("author")).toList();
            authors.forEach(planted::profile);
            planted.follows(reader, authors);
            for (int round = 0; round < 20; round++) {
                for (int i = 0; i < followees; i++) {
                    planted.post(
                            authors.get(i), round * 1_000L + i, "a post of about the usual length, number " + round);
                }
            }
        }
        return reader;
    }

    /** Leaves all caches cold, so that patterns don't help each other. */
    private void measure(String pattern, Response answer) {
        assertThat(answer.statusCode()).as(pattern + ": " + answer.asString()).isLessThan(300);
        measured.put(
                pattern, String.join(" | ", figure(answer, "calls"), figure(answer, "rcu"), figure(answer, "wcu")));
        ticker.advance(Duration.ofHours(1));
    }

    private static String figure(Response answer, String part) {
        return BigDecimal.valueOf(Api.cost(answer, part)).stripTrailingZeros().toPlainString();
    }

    private static Response putProfile(String user, String name) {
        return as(user).contentType(ContentType.JSON)
                .body(Map.of("displayName", name))
                .put("/v1/users/{u}", user);
    }

    private static Response create(String author, String text, Map<String, String> headers) {
        return as(author)
                .headers(headers)
                .contentType(ContentType.JSON)
                .body(Map.of("text", text))
                .post("/v1/users/{u}/posts", author);
    }
}
