package org.socialfeed.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.cost;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.TestingDynamo.op;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.TestingDynamo;

/** Tracing with caches on, whose loads run beside the request that began them and belong to its trace all the same. */
@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
@TestProfile(TracingTest.On.class)
class TracingTest {
    private static final String CALLER = "00f067aa0ba902b7";
    private static final AttributeKey<Double> UNITS = AttributeKey.doubleKey("feed.dynamodb.units");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    private final String trace = newTrace();

    public static final class On implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "feed.tracing.enabled", "true",
                    "feed.cache.max-age", "1s",
                    "otel.traces.exporter", MemorySpans.NAME,
                    "otel.bsp.schedule.delay", "10");
        }
    }

    @BeforeEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    @Test
    void aTraceShowsEachCallOfAPageAsAChildOfTheRequest() {
        String alice = user("alice");
        for (String followee : List.of(user("bob"), user("carol"))) {
            post(followee, "hello");
            follow(alice, followee);
        }

        Response page = feed(alice, "");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.jsonPath().getList("items")).hasSize(2);

        await().until(() -> of(SpanKind.CLIENT).size() == cost(page, "calls"));
        List<SpanData> calls = of(SpanKind.CLIENT);
        SpanData request = request();
        assertThat(request.getName()).isEqualTo("GET /v1/feed");
        assertThat(request.getParentSpanId()).isEqualTo(CALLER);
        assertThat(request.getAttributes().get(STATUS)).isEqualTo(200);
        assertThat(calls)
                .hasSizeGreaterThan(4)
                .allMatch(call -> call.getParentSpanId().equals(request.getSpanId()))
                .extracting(SpanData::getName)
                .contains("Query", "BatchGetItem");
        assertThat(calls.stream()
                        .mapToDouble(call -> call.getAttributes().get(UNITS))
                        .sum())
                .isEqualTo(cost(page, "rcu"), within(0.01));
    }

    @Test
    void aCallThatFailsIsAnErrorAndSoIsItsRequest() {
        String dave = user("dave");
        TestingDynamo.current().on(op("Query")).throttle();

        assertThat(feed(dave, "").statusCode()).isEqualTo(503);

        await().until(() -> !of(SpanKind.CLIENT).isEmpty());
        assertThat(of(SpanKind.CLIENT)).anySatisfy(call -> {
            assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(call.getAttributes().get(AttributeKey.stringKey("feed.dynamodb.outcome")))
                    .isEqualTo("throttled");
        });
        assertThat(request().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    void whatClientsSendStandsInNoSpan() {
        String erin = user("erin");
        assertThat(feed(erin, "?cursor=made-up-cursor").statusCode()).isEqualTo(400);
        traced(erin).request("BREW", "/v1/users/{u}/posts", erin).then().statusCode(405);

        await().until(() -> MemorySpans.of(trace).size() >= 2);
        assertThat(MemorySpans.of(trace))
                .flatExtracting(
                        span -> List.of(span.getName(), span.getAttributes().toString()))
                .noneMatch(text -> Stream.of(erin, "made-up", "BREW").anyMatch(text::contains));
    }

    private Response feed(String reader, String query) {
        return traced(reader).get("/v1/feed" + query);
    }

    private RequestSpecification traced(String caller) {
        return as(caller).header("traceparent", "00-" + trace + "-" + CALLER + "-01");
    }

    private SpanData request() {
        await().until(() -> of(SpanKind.SERVER).size() == 1);
        return of(SpanKind.SERVER).get(0);
    }

    private List<SpanData> of(SpanKind kind) {
        return MemorySpans.of(trace).stream()
                .filter(span -> span.getKind() == kind)
                .toList();
    }

    private static String newTrace() {
        byte[] id = new byte[16];
        new Random().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
