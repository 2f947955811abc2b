package org.socialfeed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.socialfeed.testing.Api.feed;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.user;

import io.restassured.RestAssured;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.PackagedService;
import org.socialfeed.testing.TestingDynamo;

/** What only the packaged service shows: that it works at all, its second port, and what it does not answer. */
class SmokeIT {
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
}
