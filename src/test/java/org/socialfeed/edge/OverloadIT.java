package org.socialfeed.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.profile;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.TestingDynamo.op;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.socialfeed.testing.Concurrently;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.PackagedService;
import org.socialfeed.testing.TestingDynamo;

class OverloadIT {
    private final LocalDynamoResource store = new LocalDynamoResource();

    @AfterEach
    void stop() {
        RestAssured.baseURI = RestAssured.DEFAULT_URI;
        store.stop();
    }

    @Test
    void whatIsMoreThanAReplicaTakesAtOnceIsTurnedAwayAndTheRestIsServed() {
        Map<String, String> settings = store.start();
        settings.put("feed.http.max-in-flight", "2");
        try (PackagedService service = PackagedService.start(settings)) {
            RestAssured.baseURI = service.awaitReadiness(200).api();
            String reader = user("reader");
            TestingDynamo dynamo = TestingDynamo.current();
            dynamo.clear();
            // Not any Query: the replica reads the registry of hot authors every second.
            dynamo.on(op("Query").where(OverloadIT::ofFollowees)).times(2).hang();
            List<CompletableFuture<Response>> hanging = Stream.generate(
                            () -> Concurrently.start(() -> as(reader).get("/v1/feed")))
                    .limit(2)
                    .toList();
            await().until(() -> dynamo.calls().stream()
                            .filter(call -> ofFollowees(call.body()))
                            .count()
                    == 2);

            profile(reader)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "1")
                    .body("type", equalTo("urn:social-feed:problem:overloaded"));
            given().get(service.management() + "/q/health/ready").then().statusCode(200);

            dynamo.release();
            assertThat(hanging).allMatch(feed -> feed.join().statusCode() == 200);
            profile(reader).then().statusCode(200);
        }
    }

    private static boolean ofFollowees(String body) {
        return body.contains("FOLLOWING#");
    }
}
