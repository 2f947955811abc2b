package org.socialfeed.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.socialfeed.local.LocalDynamo;
import org.socialfeed.local.LocalTable;
import org.socialfeed.testing.Forwarder;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.PackagedService;
import org.socialfeed.testing.UnfitTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** A store that is away is waited for; a table that does not fit ends the process, at once or when it is found so. */
class StoreAtStartIT {
    private static final String FIT = "fit";
    private static final String UNFIT = "unfit";

    @SuppressWarnings("NullAway.Init") // JUnit calls start before anything else.
    private static LocalDynamo dynamo;

    @BeforeAll
    static void start() {
        dynamo = LocalDynamo.start(Optional.empty());
        LocalTable.create(dynamo.uri(), FIT);
        try (DynamoDbAsyncClient client = LocalTable.configure(DynamoDbAsyncClient.builder(), dynamo.uri())
                .build()) {
            UnfitTable.create(client, UNFIT);
        }
    }

    @AfterAll
    static void stop() {
        dynamo.close();
    }

    @Test
    void withoutAStoreItStartsUnreadyAndIsReadyWhenTheStoreAppears() {
        try (Forwarder store = Forwarder.before(dynamo.uri());
                PackagedService service = PackagedService.start(settings(store.address(), FIT))) {
            given().get(service.management() + "/q/health/live").then().statusCode(200);
            given().get(service.management() + "/q/health/ready")
                    .then()
                    .statusCode(503)
                    .body("checks.find { it.name == 'store' }.data.reason", containsString("does not answer"));
            given().get(service.api() + "/v1/users/alice")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "1")
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:social-feed:problem:unavailable"));

            store.open();

            service.awaitReadiness(200);
            given().get(service.api() + "/v1/users/alice").then().statusCode(404);
        }
    }

    @Test
    void aTableThatDoesNotFitEndsTheStart() {
        try (PackagedService service = PackagedService.start(settings(dynamo.uri(), UNFIT))) {
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(service.complaints())
                    .singleElement()
                    .asString()
                    .contains("The table unfit does not fit")
                    .contains(UnfitTable.DIFFERENCES);
            assertThat(service.output()).doesNotContain("Exception");
        }
    }

    @Test
    void aMissingTableEndsTheStart() {
        try (PackagedService service = PackagedService.start(settings(dynamo.uri(), "missing"))) {
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(service.complaints())
                    .singleElement()
                    .asString()
                    .contains("The table missing does not fit: it does not exist");
            assertThat(service.output()).doesNotContain("Exception");
        }
    }

    @Test
    void aTableFoundNotToFitLaterEndsTheProcess() {
        try (Forwarder store = Forwarder.before(dynamo.uri());
                PackagedService service = PackagedService.start(settings(store.address(), UNFIT))) {
            service.awaitReadiness(503);
            store.open();
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(service.complaints()).singleElement().asString().contains("The table unfit does not fit");
        }
    }

    private static Map<String, String> settings(URI endpoint, String table) {
        Map<String, String> settings = LocalDynamoResource.settings(endpoint.toString());
        settings.put("feed.table.name", table);
        return settings;
    }
}
