package org.socialfeed.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.socialfeed.testing.Api.createPost;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.fresh;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.TestingDynamo.anyOp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.PackagedService;
import org.socialfeed.testing.Rule;
import org.socialfeed.testing.TestingDynamo;
import org.socialfeed.testing.TestingTokens;

/** What the packaged service logs about requests, and what it never does, whatever goes wrong. */
class LogIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDynamoResource STORE = new LocalDynamoResource();
    private static final String IDEMPOTENCY_KEY = "only-once-4711";

    private static PackagedService service;
    private static String cursorKeys = "";

    private final String reader = user("reader");
    private final String token = TestingTokens.token(reader);
    private final String text = fresh("what only the reader should write");

    @BeforeAll
    static void start() {
        Map<String, String> settings = STORE.start();
        cursorKeys = settings.getOrDefault("feed.cursor.keys", "");
        service = PackagedService.start(settings).awaitReadiness(200);
        RestAssured.baseURI = service.api();
    }

    @AfterAll
    static void stop() {
        RestAssured.baseURI = RestAssured.DEFAULT_URI;
        service.close();
        STORE.stop();
    }

    @Test
    void aFailureIsLoggedWithItsRequestAndNothingThatClientsSend() {
        String cursor = cursor();
        everyWayToFail().forEach((request, rule) -> {
            rule.run();
            feed(request, cursor).then().statusCode(503);
            write(request);
            TestingDynamo.current().clear();
            await().untilAsserted(() -> assertThat(lines())
                    .anyMatch(line -> line.at("/mdc/requestId").asText().equals(request)
                            && line.at("/level").asText().equals("WARN")
                            && line.at("/message").asText().contains("urn:social-feed:problem:")));
        });
        whatClientsDoWrong(cursor);

        assertThat(service.output())
                .doesNotContain(token, "Bearer", text, cursor, IDEMPOTENCY_KEY, cursorKeys)
                // Keys of the table: USER#reader, POST#01…
                .doesNotContain("USER#", "POST#", "FOLLOWING#", "IDEM#");
    }

    private static Map<String, Runnable> everyWayToFail() {
        return Map.of(
                fresh("throttled"), () -> any().throttle(),
                fresh("failed"), () -> any().fail(500, "InternalServerError"),
                fresh("refused"), () -> any().refuse(),
                fresh("invalid"), () -> any().fail(400, "ValidationException"),
                fresh("denied"), () -> any().fail(400, "AccessDeniedException"));
    }

    private static Rule any() {
        return TestingDynamo.current().on(anyOp());
    }

    private void write(String request) {
        as(request)
                .header("Idempotency-Key", IDEMPOTENCY_KEY)
                .contentType("application/json")
                .body(Map.of("text", text))
                .post("/v1/users/{me}/posts", reader)
                .then()
                .statusCode(503);
    }

    private void whatClientsDoWrong(String cursor) {
        String request = fresh("wrong");
        as(request)
                .contentType("application/json")
                .body("{\"text\": \"" + text + "\"")
                .post("/v1/users/{me}/posts", reader)
                .then()
                .statusCode(400);
        as(request)
                .contentType("application/json")
                .body(Map.of("text", text, "other", text))
                .post("/v1/users/{me}/posts", reader)
                .then()
                .statusCode(400);
        feed(request, cursor + "A").then().statusCode(400);
        given().header("Authorization", "Bearer " + token + "A")
                .get("/v1/feed")
                .then()
                .statusCode(401);
    }

    /** That of the second page of the reader's feed. */
    private String cursor() {
        String author = user("author");
        follow(reader, author).then().statusCode(201);
        post(author, "one");
        post(author, "two");
        createPost(reader, text, IDEMPOTENCY_KEY).then().statusCode(201);
        return as(fresh("first"))
                .get("/v1/feed?limit=1")
                .then()
                .statusCode(200)
                .extract()
                .path("next");
    }

    private Response feed(String request, String cursor) {
        return as(request).queryParam("limit", 1).queryParam("cursor", cursor).get("/v1/feed");
    }

    private RequestSpecification as(String request) {
        return given().header("Authorization", "Bearer " + token).header("X-Request-Id", request);
    }

    /** Fails if a line is not JSON. */
    private static List<JsonNode> lines() throws JsonProcessingException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : service.log()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
