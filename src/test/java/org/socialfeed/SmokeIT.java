package org.socialfeed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.socialfeed.testing.Api.createPost;
import static org.socialfeed.testing.Api.feed;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.fresh;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.TestingDynamo.op;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.PackagedService;
import org.socialfeed.testing.TestingDynamo;
import org.socialfeed.testing.TestingTokens;

/** What only the packaged service shows: that it works at all, its second port, its log, and what it does not answer. */
class SmokeIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDynamoResource STORE = new LocalDynamoResource();

    private static PackagedService service;

    @BeforeAll
    static void start() {
        service = PackagedService.start(STORE.start()).awaitReadiness(200);
        RestAssured.baseURI = service.api();
    }

    @AfterAll
    static void stop() {
        RestAssured.baseURI = RestAssured.DEFAULT_URI;
        service.close();
        STORE.stop();
    }

    @AfterEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    @Test
    void aFolloweesPostIsInTheFeed() {
        String alice = user("alice");
        String bob = user("bob");
        follow(alice, bob).then().statusCode(201);
        String post = post(bob, "hello");

        assertThat(feed(alice, 20)).containsExactly(post);
    }

    @Test
    void metricsTellOnThePortOfOperationsWhatTheStoreWasAskedFor() {
        feed(user("carol"), 20);

        String metrics = given().get(service.management() + "/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(metrics)
                .containsPattern("feed_dynamodb_calls_seconds_count\\{[^}]*operation=\"Query\"")
                .containsPattern("feed_dynamodb_units_total\\{[^}]*kind=\"read\"")
                .containsPattern("feed_http_dynamodb_units_total\\{[^}]*endpoint=\"FeedResource.get\"");
        assertThat(given().get("/q/metrics").statusCode()).isEqualTo(404);
    }

    @Test
    void theContractIsPublishedOnThePortOfOperations() {
        given().get(service.management() + "/q/openapi").then().statusCode(200).body(containsString("openapi: 3.1.0"));
    }

    @Test
    void nothingOfDevelopmentAnswers() {
        given().post("/dev/tokens/alice")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:social-feed:problem:not-found"));
        for (String listener : List.of(service.api(), service.management())) {
            given().get(listener + "/q/swagger-ui").then().statusCode(404);
        }
    }

    @Test
    void theLogTellsTheRequestOfAFailureButNoSecretsAndNoPosts() throws JsonProcessingException {
        String text = fresh("what only dave should write");
        String dave = user("dave");
        post(dave, text);
        String token = TestingTokens.token(dave);
        TestingDynamo.current().on(op("Query")).throttle();
        TestingDynamo.current().on(op("TransactWriteItems")).throttle();
        String request = fresh("request");

        given().header("Authorization", "Bearer " + token)
                .header("X-Request-Id", request)
                .get("/v1/feed")
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .body("type", equalTo("urn:social-feed:problem:throttled"), "requestId", equalTo(request));
        createPost(dave, text).then().statusCode(503);

        await().untilAsserted(() -> assertThat(lines())
                .anyMatch(line -> line.at("/mdc/requestId").asText().equals(request)
                        && line.at("/level").asText().equals("WARN")));
        assertThat(service.output())
                .doesNotContain(token)
                .doesNotContain("Bearer")
                .doesNotContain(text);
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
