package org.socialfeed.table;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socialfeed.testing.Call;
import org.socialfeed.testing.CredentialsIssuer;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.PackagedService;
import org.socialfeed.testing.TestingDynamo;

/** The packaged service gets its credentials as a pod on EKS does. */
class CredentialsIT {
    private final LocalDynamoResource store = new LocalDynamoResource();
    private Map<String, String> settings = Map.of();

    @SuppressWarnings("NullAway.Init") // JUnit calls start before anything else.
    private CredentialsIssuer issuer;

    @BeforeEach
    void start(@TempDir Path folder) {
        settings = store.start();
        settings.keySet().removeIf(name -> name.startsWith("quarkus.dynamodb.aws.credentials."));
        issuer = CredentialsIssuer.start(folder);
    }

    @AfterEach
    void stop() {
        issuer.close();
        store.stop();
    }

    @Test
    void fromTheAgentOfPodIdentity() {
        assertSignedBy(issuer.podIdentity(), CredentialsIssuer.OF_AGENT);
    }

    @Test
    void fromStsByTheRoleOfTheServiceAccount() {
        assertSignedBy(issuer.irsa(), CredentialsIssuer.OF_STS);
    }

    @Test
    void withoutAnyItStartsUnreadyAndIsReadyWhenThereAreSome() {
        issuer.setDown(true);
        try (PackagedService service = PackagedService.start(settings, issuer.podIdentity())) {
            given().get(service.management() + "/q/health/live").then().statusCode(200);
            given().get(service.management() + "/q/health/ready")
                    .then()
                    .statusCode(503)
                    .body(
                            "checks.find { it.name == 'store' }.data.reason",
                            containsString("There are no credentials for AWS"));
            given().get(service.api() + "/v1/users/alice")
                    .then()
                    .statusCode(503)
                    .body("type", equalTo("urn:social-feed:problem:unavailable"));
            assertThat(TestingDynamo.current().calls()).isEmpty();

            issuer.setDown(false);

            service.awaitReadiness(200);
        }
    }

    private void assertSignedBy(Map<String, String> environment, String accessKey) {
        try (PackagedService service =
                PackagedService.start(settings, environment).awaitReadiness(200)) {
            given().get(service.api() + "/v1/users/alice").then().statusCode(404);
            assertThat(TestingDynamo.current().calls())
                    .isNotEmpty()
                    .extracting(Call::accessKey)
                    .containsOnly(accessKey);
        }
    }
}
