package org.socialfeed.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.nullValue;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.TestingDynamo.op;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socialfeed.testing.Concurrently;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.PackagedService;
import org.socialfeed.testing.Rule;
import org.socialfeed.testing.TestingDynamo;

/** A rollout costs no request: what is in flight at SIGTERM is answered, and what still comes while routes change. */
class ShutdownIT {
    private static final Duration LONG_CALL = Duration.ofSeconds(4);

    private final LocalDynamoResource store = new LocalDynamoResource();
    private Map<String, String> settings;

    @SuppressWarnings("NullAway.Init") // JUnit calls start before anything else.
    ShutdownIT() {}

    @BeforeEach
    void start() {
        settings = store.start();
        // As long as calls may take: the client would ask a second time, and be answered.
        settings.put("quarkus.dynamodb.api-call-attempt-timeout", "9S");
    }

    @AfterEach
    void stop() {
        RestAssured.baseURI = RestAssured.DEFAULT_URI;
        store.stop();
    }

    @Test
    void aRequestInFlightIsAnsweredBeforeTheProcessEnds() {
        try (PackagedService service = serving()) {
            String reader = user("reader");
            String post = post(reader, "hello");
            CompletableFuture<Response> feed = slowFeed(reader, rule -> rule.delay(LONG_CALL));

            service.terminate();

            assertThat(feed.join().statusCode()).isEqualTo(200);
            assertThat(feed.join().jsonPath().getList("items.id")).isEqualTo(List.of(post));
            assertThat(service.exitCode()).isIn(0, 143);
        }
    }

    @Test
    void readinessGoesDownAtOnceWhileRequestsAreStillTaken() {
        settings.put("quarkus.shutdown.delay", "6s");
        try (PackagedService service = serving()) {
            String reader = user("reader");
            CompletableFuture<Response> feed = slowFeed(reader, Rule::holdReply);
            given().get("/v1/users/{username}", reader).then().header("Connection", nullValue());

            service.terminate();

            service.awaitReadiness(503);
            given().get(service.management() + "/q/health/live").then().statusCode(200);
            given().get("/v1/users/{username}", reader).then().statusCode(200).header("Connection", "close");
            assertThat(feed).isNotDone();
            TestingDynamo.current().release();
            assertThat(feed.join().statusCode()).isEqualTo(200);
            assertThat(service.exitCode()).isIn(0, 143);
        }
    }

    private PackagedService serving() {
        PackagedService service = PackagedService.start(settings);
        RestAssured.baseURI = service.awaitReadiness(200).api();
        return service;
    }

    /** A feed read that has begun and one of whose calls to the store this happens to. */
    private static CompletableFuture<Response> slowFeed(String reader, Consumer<Rule> fault) {
        TestingDynamo dynamo = TestingDynamo.current();
        dynamo.clear();
        // Not any Query: the replica reads the registry of hot authors every second.
        Predicate<String> ofFollowees = body -> body.contains("USER#" + reader) && body.contains("FOLLOWING#");
        fault.accept(dynamo.on(op("Query").where(ofFollowees)).times(1));
        CompletableFuture<Response> feed = Concurrently.start(() -> as(reader).get("/v1/feed"));
        await().until(() -> dynamo.calls().stream().anyMatch(call -> ofFollowees.test(call.body())));
        return feed;
    }
}
