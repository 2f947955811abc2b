package org.socialfeed.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.ValidatableResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.PackagedService;
import org.socialfeed.testing.TestingIssuer;
import org.socialfeed.testing.TestingTokens;

/** The service with the keys of an issuer that it has to ask for them, as in production. */
class IssuerKeysIT {
    private final LocalDynamoResource store = new LocalDynamoResource();
    private Map<String, String> settings;
    private TestingIssuer issuer;

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // JUnit calls start before anything else.
    IssuerKeysIT() {}

    @BeforeEach
    void start() {
        issuer = TestingIssuer.start(folder);
        settings = issuer.in(store.start());
    }

    @AfterEach
    void stop() {
        issuer.close();
        store.stop();
    }

    @Test
    void aReplicaWithoutKeysIsUnreadyAndTakesNoTokenForBad() {
        try (PackagedService service = PackagedService.start(settings)) {
            service.awaitReadiness(503);
            given().get(service.management() + "/q/health/ready")
                    .then()
                    .body(
                            "checks.find { it.name == 'issuer' }.data.reason",
                            allOf(containsString("/jwks"), containsString("503")));
            feedWith(token("alice"), service)
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("type", equalTo("urn:social-feed:problem:unavailable"));
            given().get(service.api() + "/v1/users/nobody").then().statusCode(404);
            assertThat(service.log())
                    .anyMatch(line -> line.contains("Not ready") && line.contains("/jwks"))
                    .anyMatch(line -> line.contains("urn:social-feed:problem:unavailable") && line.contains("/jwks"));

            issuer.up();

            service.awaitReadiness(200);
            feedWith(token("alice"), service).statusCode(200);
        }
    }

    @Test
    void keysAreThereBeforeTheFirstTokenComesAndReadOnce() {
        issuer.up();
        try (PackagedService service = PackagedService.start(settings)) {
            service.awaitReadiness(200);
            assertThat(issuer.requests()).isEqualTo(1);
            feedWith(token("alice"), service).statusCode(200);
            feedWith(token("bob"), service).statusCode(200);
            assertThat(issuer.requests()).isEqualTo(1);
        }
    }

    @Test
    void aTokenThatNamesAnotherKeyOrNoneIsTheClientsFault() {
        issuer.up();
        try (PackagedService service = PackagedService.start(settings)) {
            service.awaitReadiness(200);
            feedWith(token("alice", "no-key-of-ours"), service).statusCode(401);
            feedWith("no.token.atall", service).statusCode(401);
            feedWith(token("alice"), service).statusCode(200);
        }
    }

    private static String token(String username) {
        return token(username, TestingIssuer.KEY_ID);
    }

    private static String token(String username, String keyId) {
        return TestingTokens.sign(TestingTokens.claims(username).jws().keyId(keyId));
    }

    private static ValidatableResponse feedWith(String token, PackagedService service) {
        return given().header("Authorization", "Bearer " + token)
                .get(service.api() + "/v1/feed")
                .then();
    }
}
