package org.socialfeed.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.TestingDynamo.op;

import io.restassured.RestAssured;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.PackagedService;
import org.socialfeed.testing.SpanReceiver;
import org.socialfeed.testing.TestingDynamo;

/** The packaged service with its one switch on and off, and a collector beside it. */
class TracingIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACEPARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private final LocalDynamoResource store = new LocalDynamoResource();
    private final SpanReceiver collector = SpanReceiver.start();
    private Map<String, String> settings = Map.of();

    @BeforeEach
    void startStore() {
        settings = store.start();
    }

    @AfterEach
    void stop() {
        RestAssured.baseURI = RestAssured.DEFAULT_URI;
        store.stop();
        collector.close();
    }

    @Test
    void spansAreSentAndTheTraceIsInTheLog() {
        settings.put("feed.tracing.enabled", "true");
        try (PackagedService service = started()) {
            aFeedThatFails();
            await().until(() -> service.log().stream()
                    .anyMatch(line -> line.contains("\"traceId\":\"" + TRACE + "\"") && line.contains("throttled")));
            service.terminate();
            service.exitCode();
            assertThat(collector.received())
                    .contains("social-feed", "GET /v1/feed", "Query")
                    .contains(new String(HexFormat.of().parseHex(TRACE), ISO_8859_1));
        }
    }

    @Test
    void offNothingIsSentOrLogged() {
        try (PackagedService service = started()) {
            aFeedThatFails();
            service.terminate();
            service.exitCode();
            assertThat(service.output()).contains("throttled").doesNotContain(TRACE);
            assertThat(collector.received()).isEmpty();
        }
    }

    private PackagedService started() {
        // An environment variable, as an operator sets it.
        PackagedService service = PackagedService.start(
                        settings, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url()))
                .awaitReadiness(200);
        RestAssured.baseURI = service.api();
        return service;
    }

    private static void aFeedThatFails() {
        String alice = user("alice");
        TestingDynamo.current().on(op("Query")).throttle();
        as(alice).header("traceparent", TRACEPARENT).get("/v1/feed").then().statusCode(503);
        TestingDynamo.current().clear();
    }
}
