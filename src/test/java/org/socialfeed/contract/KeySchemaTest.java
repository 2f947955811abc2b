package org.socialfeed.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.createPost;
import static org.socialfeed.testing.Api.deletePost;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.fresh;
import static org.socialfeed.testing.Api.like;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.putProfile;
import static org.socialfeed.testing.Api.unfollow;
import static org.socialfeed.testing.Api.unlike;
import static org.socialfeed.testing.Api.user;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
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
    private static final String COLUMNS = "pattern | endpoint or use | requests | keys | calls | RCU | WCU";

    private static final int PAGE = 20;
    /** Of more followees than these, only those whom a page shows have posts: the others cost the same without. */
    private static final int MANY = 1_000;

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
        Map<String, String> page = Table.rows("docs/key-schema.md", COLUMNS).stream()
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
        measure("profile-create", putProfile(alice, Map.of("displayName", "Alice")));
        measure("profile-replace", putProfile(alice, Map.of("displayName", "Alice II")));
        measure("profile-get", given().get("/v1/users/{u}", alice));
        measure("profile-get-own", as(alice).get("/v1/users/{u}", alice));
        measure("profile-get-viewer", as(bob).get("/v1/users/{u}", alice));
    }

    private void posts() {
        String alice = user("alice");
        String bob = user("bob");
        Response created = createPost(alice, "plain");
        measure("post-create", created);
        String id = created.path("id");
        measure("post-create-keyed", createPost(alice, "keyed", "k"));
        measure("post-replay", createPost(alice, "keyed", "k"));
        measure("post-get", given().get("/v1/users/{u}/posts/{p}", alice, id));
        measure("post-get-viewer", as(bob).get("/v1/users/{u}/posts/{p}", alice, id));
        measure("post-get-own", as(alice).get("/v1/users/{u}/posts/{p}", alice, id));
        measure("post-delete", deletePost(alice, id));
        measure("post-delete-again", deletePost(alice, id));
        IntStream.range(0, PAGE + 1).forEach(i -> post(alice, "post " + i));
        measure("posts-page", given().get("/v1/users/{u}/posts", alice));
        measure("posts-page-viewer", as(bob).get("/v1/users/{u}/posts", alice));
        measure("posts-page-own", as(alice).get("/v1/users/{u}/posts", alice));
    }

    private void follows() {
        String alice = user("alice");
        String bob = user("bob");
        String carol = user("carol");
        measure("follow", follow(alice, bob));
        measure("follow-again", follow(alice, bob));
        measure("follow-get", given().get("/v1/users/{u}/following/{o}", alice, bob));
        measure("follow-get-viewer", as(carol).get("/v1/users/{u}/following/{o}", alice, bob));
        measure("follow-get-own", as(alice).get("/v1/users/{u}/following/{o}", alice, bob));
        measure("follow-get-own", as(bob).get("/v1/users/{u}/following/{o}", alice, bob));
        measure("unfollow", unfollow(alice, bob));
        measure("unfollow-again", unfollow(alice, bob));
        follow(alice, bob);
        measure("follower-remove", as(bob).delete("/v1/users/{u}/followers/{f}", bob, alice));
        measure("follower-remove-again", as(bob).delete("/v1/users/{u}/followers/{f}", bob, alice));
        List<String> fans =
                IntStream.range(0, PAGE + 1).mapToObj(i -> user("fan")).toList();
        fans.forEach(fan -> follow(fan, bob));
        fans.forEach(fan -> follow(bob, fan));
        for (String list : List.of("followers", "following")) {
            measure(list + "-page", given().get("/v1/users/{u}/{list}", bob, list));
            measure(list + "-page-viewer", as(carol).get("/v1/users/{u}/{list}", bob, list));
            measure(list + "-page-own", as(bob).get("/v1/users/{u}/{list}", bob, list));
        }
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
        measure("unlike-again", unlike(bob, alice, ids.get(0)));
        ids.forEach(id -> like(bob, alice, id));
        measure("likes-page", as(bob).get("/v1/users/{u}/likes", bob));
        IntStream.range(0, PAGE + 1).forEach(i -> like(user("fan"), alice, ids.get(0)));
        String likers = "/v1/users/{u}/posts/{p}/likes";
        measure("likers-page", given().get(likers, alice, ids.get(0)));
        measure("likers-page-viewer", as(user("carol")).get(likers, alice, ids.get(0)));
        measure("likers-page-own", as(alice).get(likers, alice, ids.get(0)));
        deletePost(alice, ids.get(0));
        measure("unlike-deleted-post", unlike(bob, alice, ids.get(0)));
    }

    private void feeds() {
        measure("feed-empty", as(user("lonely")).get("/v1/feed"));
        measure("feed-own-posts", as(reader(0, true)).get("/v1/feed"));
        measure("feed-one-followee", as(reader(1, false)).get("/v1/feed"));
        measure("feed-20-followees", as(reader(20, false)).get("/v1/feed"));
        measure("feed-20-followees-own-posts", as(reader(20, true)).get("/v1/feed"));
        String reader = reader(120, false);
        measure("feed-120-followees", as(reader).get("/v1/feed"));
        as(reader).get("/v1/feed").then().statusCode(200);
        measure("feed-120-followees-warm", as(reader).get("/v1/feed"));
        measure(
                "feed-120-followees-include-none",
                as(reader).queryParam("include", "none").get("/v1/feed"));
        measure("feed-5000-followees", as(reader(5_000, false)).get("/v1/feed"));
    }

    /** Somebody whose followees have 21 posts each, written in turns, perhaps with the reader's own. */
    private static String reader(int followees, boolean writes) {
        String reader = user("reader");
        List<String> authors =
                IntStream.range(0, followees).mapToObj(i -> fresh("author")).toList();
        // A page shows these, and nobody who wrote before them.
        List<String> last = authors.subList(Math.max(0, followees - PAGE - 1), followees);
        List<String> writers = new ArrayList<>(followees > MANY ? last : authors);
        if (writes) {
            writers.add(reader);
        }
        try (Planted planted = Planted.inCurrent()) {
            last.forEach(planted::profile);
            planted.follows(reader, authors);
            planted.posts(writers, PAGE + 1, "a post of about the usual length, as most of them are");
        }
        return reader;
    }

    /** Leaves all caches cold, so that patterns don't help each other. */
    private void measure(String pattern, Response answer) {
        assertThat(answer.statusCode()).as(pattern + ": " + answer.asString()).isLessThan(300);
        String figures = String.join(" | ", figure(answer, "calls"), figure(answer, "rcu"), figure(answer, "wcu"));
        String before = measured.putIfAbsent(pattern, figures);
        assertThat(before).as(pattern + ", measured again").isIn(null, figures);
        ticker.advance(Duration.ofHours(1));
    }

    private static String figure(Response answer, String part) {
        return BigDecimal.valueOf(Api.cost(answer, part)).stripTrailingZeros().toPlainString();
    }
}
