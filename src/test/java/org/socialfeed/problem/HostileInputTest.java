package org.socialfeed.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.fresh;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.profile;
import static org.socialfeed.testing.Api.user;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.RawHttp;
import org.socialfeed.testing.TestingDynamo;

@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
class HostileInputTest {
    private static final String POST_ID = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

    @BeforeEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"text\"",
                "{",
                "{\"text\":}",
                "{\"text\":1}",
                "{\"text\":true}",
                "{\"text\":[\"a\"]}",
                "{\"text\":{\"a\":1}}",
                "{\"text\":\"a\",\"text\":\"b\"}",
                "{\"text\":\"a\",\"txet\":\"b\"}",
                "{\"text\":\"a\"} trailing",
                "{\"text\":\"a\"}{}",
                "{'text':'a'}",
                "{\"text\":\"a\",}",
                "{\"text\":\"a\u0000b\"}",
            })
    void whatIsNoJsonOfTheFormIsUnreadable(String body) {
        String alice = user("alice");
        send(alice, body.getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(400)
                .body("type", kind("malformed-request"));
        profile(alice).then().body("posts", equalTo(0));
    }

    @Test
    void deepNestingIsUnreadableNotFatal() {
        String alice = user("alice");
        String deep = "{\"text\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}";
        send(alice, deep.getBytes(StandardCharsets.UTF_8)).then().statusCode(400);
    }

    @Test
    void whatIsNotUtf8IsUnreadable() {
        String alice = user("alice");
        byte[][] bodies = {
            "{\"text\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1),
            "{\"text\":\"a\"}".getBytes(StandardCharsets.UTF_16),
            // A surrogate pair, each half encoded for itself.
            {
                '{',
                '"',
                't',
                'e',
                'x',
                't',
                '"',
                ':',
                '"',
                (byte) 0xED,
                (byte) 0xA0,
                (byte) 0xBD,
                (byte) 0xED,
                (byte) 0xB8,
                (byte) 0x80,
                '"',
                '}'
            },
            // A slash in two bytes.
            {'{', '"', 't', 'e', 'x', 't', '"', ':', '"', (byte) 0xC0, (byte) 0xAF, '"', '}'},
        };
        for (byte[] body : bodies) {
            send(alice, body).then().statusCode(400).body("type", kind("malformed-request"));
        }
        profile(alice).then().body("posts", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"text\":null}",
                "{\"text\":\"\"}",
                "{\"text\":\" \\r\\n\\t \"}",
                "{\"text\":\"a\\u0000b\"}",
                "{\"text\":\"a\\u001bb\"}",
                "{\"text\":\"a\\rb\"}",
                "{\"text\":\"\\ud800\"}",
                "{\"text\":\"a\\udc00b\"}",
            })
    void textsThatBreakARuleAreListed(String body) {
        String alice = user("alice");
        send(alice, body.getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(400)
                .body("type", kind("validation"))
                .body("violations.field", hasItems("text"))
                .body("violations.message[0]", notNullValue());
        profile(alice).then().body("posts", equalTo(0));
    }

    @Test
    void lengthsCountCodePointsAndBytes() {
        String alice = user("alice");
        String emoji = "\ud83c\udf89";
        text(alice, emoji.repeat(500)).then().statusCode(201);
        text(alice, emoji.repeat(501)).then().statusCode(400).body("violations", hasSize(2));
        text(alice, "a".repeat(500)).then().statusCode(201);
        text(alice, "a".repeat(501)).then().statusCode(400).body("violations", hasSize(1));
    }

    @Test
    void allViolationsOfAProfileAreListedAtOnce() {
        String alice = fresh("alice");
        as(alice)
                .contentType(ContentType.JSON)
                .body("{\"displayName\":\" \",\"bio\":\"" + "b".repeat(161) + "\",\"avatarUrl\":\"http://x\"}")
                .put("/v1/users/{me}", alice)
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("displayName", "bio", "avatarUrl")));
        profile(alice).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "https://",
                "//x.org/a",
                "https://x.org/a b",
                "https://x.org/\\u00e4",
                "ftp://x.org/"
            })
    void anAvatarIsAnHttpsUrl(String url) {
        String alice = fresh("alice");
        as(alice)
                .contentType(ContentType.JSON)
                .body("{\"displayName\":\"A\",\"avatarUrl\":\"" + url + "\"}")
                .put("/v1/users/{me}", alice)
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("avatarUrl")));
    }

    @Test
    void aBodyOverTheLimitIsTooLargeAnnouncedOrNot() {
        String alice = user("alice");
        byte[] large = ("{\"text\":\"" + "a".repeat(70_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        send(alice, large).then().statusCode(413).body("type", kind("body-too-large"));
        as(alice)
                .contentType(ContentType.JSON)
                .body(new ByteArrayInputStream(large))
                .post("/v1/users/{me}/posts", alice)
                .then()
                .statusCode(413);
        send(alice, new byte[10_000_000]).then().statusCode(413);
        profile(alice).then().body("posts", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/json;charset=utf-16", "multipart/form-data"})
    void onlyJsonInUtf8IsTaken(String type) {
        String alice = user("alice");
        as(alice)
                .config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs("multipart/form-data", ContentType.TEXT)))
                .contentType(type)
                .body("{\"text\":\"a\"}")
                .post("/v1/users/{me}/posts", alice)
                .then()
                .statusCode(415)
                .body("type", kind("unsupported-media-type"));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/users/ab",
        "/v1/users/Alice",
        "/v1/users/a%23b",
        "/v1/users/a%2Fb",
        "/v1/users/%00%00%00",
        "/v1/users/abc/posts/x",
        "/v1/users/abc/posts/01arz3ndektsv4rrffq69g5fav",
        "/v1/users/ab/posts",
        "/v1/users/abc/following/A",
        "/v1/users/ab/followers",
        "/v1/users/abc/posts/81ARZ3NDEKTSV4RRFFQ69G5FAV/likes",
        "/v1/nothing",
        "/v2/feed",
        "/v1/users",
        "/v1/users/abc/posts/01ARZ3NDEKTSV4RRFFQ69G5FA7",
        "/v1/users/abc/posts/01ARZ3NDEKTSV4RRFFQ69G5FAF",
        "/v1;x/users/abc",
        "/v1/users/abc;x=y",
        "/v1/users/al%25;a=b"
    })
    void pathsThatNameNothingAreNotFound(String path) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(404).body("type", kind("not-found"));
    }

    @Test
    void anAddressThatIsNoUriIsRefusedBareAsNoHttp() throws IOException {
        for (String address : List.of("/v1/users/%zz", "/v1/users/alice?x={a}")) {
            assertThat(RawHttp.get(address))
                    .as(address)
                    .startsWith("HTTP/1.1 400 ")
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void aMalformedPathIsNotFoundBeforeItIsForbidden() {
        String alice = user("alice");
        as(alice).put("/v1/users/ab/following/bob").then().statusCode(404);
        as(alice).put("/v1/users/{me}/following/B", alice).then().statusCode(404);
        as(alice).delete("/v1/users/{me}/posts/nope", alice).then().statusCode(404);
        as(alice).delete("/v1/users/bob_9/posts/nope").then().statusCode(404);
        as(alice).delete("/v1/users/bob_9/posts/" + POST_ID).then().statusCode(403);
    }

    @Test
    void theChecksComeInTheOrderOfTheContract() {
        String alice = user("alice");
        byte[] large = new byte[100_000];
        given().body(large)
                .contentType("text/plain")
                .post("/v1/users/bob_9/posts")
                .then()
                .statusCode(401);
        as(alice)
                .body(large)
                .contentType("text/plain")
                .post("/v1/users/B/posts")
                .then()
                .statusCode(404);
        as(alice)
                .body(large)
                .contentType("text/plain")
                .post("/v1/users/bob_9/posts")
                .then()
                .statusCode(403);
        as(alice)
                .body(large)
                .contentType("text/plain")
                .post("/v1/users/{me}/posts", alice)
                .then()
                .statusCode(413);
        as(alice)
                .body("x")
                .contentType("text/plain")
                .post("/v1/users/{me}/posts", alice)
                .then()
                .statusCode(415);
        as(fresh("nobody"))
                .body("{")
                .contentType(ContentType.JSON)
                .post("/v1/users/bob_9/posts")
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "101", "1000000000000000000", "x", "", "1.5", "٣", "0x10", "1e2"})
    void limitsOutsideTheirRangeAreInvalid(String limit) {
        String alice = user("alice");
        for (String path : List.of("/v1/feed", "/v1/users/" + alice + "/posts", "/v1/users/" + alice + "/followers")) {
            as(alice)
                    .queryParam("limit", limit)
                    .get(path)
                    .then()
                    .statusCode(400)
                    .body("type", kind("validation"), "violations.field", equalTo(List.of("limit")));
        }
    }

    @Test
    void cursorsOfOtherListsAndReadersAreRefused() {
        String alice = user("alice");
        String bob = user("bob");
        post(alice, "one");
        post(alice, "two");
        String ofFeed = as(alice).queryParam("limit", 1).get("/v1/feed").path("next");
        String ofPosts =
                given().queryParam("limit", 1).get("/v1/users/{u}/posts", alice).path("next");
        refusesCursor(bob, "/v1/feed", ofFeed);
        refusesCursor(alice, "/v1/feed", ofPosts);
        refusesCursor(alice, "/v1/users/" + alice + "/posts", ofFeed);
        refusesCursor(alice, "/v1/users/" + bob + "/posts", ofPosts);
        for (String garbage : List.of("", "x", "AAAA", ofFeed + "A", "\u0000", "../../etc")) {
            refusesCursor(alice, "/v1/feed", garbage);
        }
    }

    @Test
    void includeIsNoneOrNothing() {
        String alice = user("alice");
        for (String query : List.of("include=all", "include=", "include", "include=none&include=none")) {
            as(alice).get("/v1/feed?" + query).then().statusCode(400).body("violations.field", contains("include"));
        }
        as(alice)
                .get("/v1/feed?include=all&limit=0")
                .then()
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("include", "limit"));
    }

    @Test
    void anIdempotencyKeyIsNotRepeated() {
        String alice = user("alice");
        as(alice)
                .header("Idempotency-Key", "a", "b")
                .contentType(ContentType.JSON)
                .body("{\"text\":\"a\"}")
                .post("/v1/users/{me}/posts", alice)
                .then()
                .statusCode(400);
        profile(alice).then().body("posts", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00e4", ""})
    void anIdempotencyKeyIsPrintable(String key) {
        String alice = user("alice");
        as(alice)
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body("{\"text\":\"a\"}")
                .post("/v1/users/{me}/posts", alice)
                .then()
                .statusCode(400);
        as(alice)
                .header("Idempotency-Key", "k".repeat(65))
                .contentType(ContentType.JSON)
                .body("{\"text\":\"a\"}")
                .post("/v1/users/{me}/posts", alice)
                .then()
                .statusCode(400);
        profile(alice).then().body("posts", equalTo(0));
    }

    @Test
    void methodsAndMediaTypesThatAreNotServedAreProblemsToo() {
        String alice = user("alice");
        as(alice)
                .patch("/v1/users/{me}", alice)
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD, OPTIONS, PUT")
                .body("type", kind("method-not-allowed"));
        as(alice).put("/v1/feed").then().statusCode(405).header("Allow", "GET, HEAD, OPTIONS");
        as(alice).delete("/v1/users/{me}", alice).then().statusCode(405);
        given().accept("text/html")
                .get("/v1/users/{me}", alice)
                .then()
                .statusCode(406)
                .contentType("application/problem+json")
                .body("type", kind("not-acceptable"));
    }

    @Test
    void aWriteThatIsNotAcceptableChangesNothing() {
        String alice = user("alice");
        as(alice)
                .accept("text/html")
                .contentType(ContentType.JSON)
                .body("{\"text\":\"a\"}")
                .post("/v1/users/{me}/posts", alice)
                .then()
                .statusCode(406);
        profile(alice).then().body("posts", equalTo(0));
    }

    @Test
    void problemsTellTheRequestAndNothingOfTheInside() {
        Response problem = given().header("X-Request-Id", "trace-1").get("/v1/users/nobody_here");
        problem.then()
                .statusCode(404)
                .header("X-Request-Id", "trace-1")
                .body("instance", equalTo("/v1/users/nobody_here"))
                .body("requestId", equalTo("trace-1"));
        given().header("X-Request-Id", "two words\n")
                .get("/v1/users/nobody_here")
                .then()
                .header("X-Request-Id", not(equalTo("two words\n")));
        assertThat(send(user("alice"), "{\"text\":1}".getBytes(StandardCharsets.UTF_8))
                        .asString())
                .doesNotContain("org.", "com.", "java", "USER#");
    }

    private static void refusesCursor(String caller, String path, String cursor) {
        as(caller).queryParam("cursor", cursor).get(path).then().statusCode(400).body("type", kind("invalid-cursor"));
    }

    private static Response send(String author, byte[] body) {
        return as(author).contentType(ContentType.JSON).body(body).post("/v1/users/{me}/posts", author);
    }

    private static Response text(String author, String text) {
        return send(author, ("{\"text\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private static Matcher<String> kind(String kind) {
        return equalTo("urn:social-feed:problem:" + kind);
    }
}
