package org.socialfeed.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.createPost;
import static org.socialfeed.testing.Api.feed;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.fresh;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.profile;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.TestingDynamo.op;

import io.restassured.RestAssured;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.PackagedService;
import org.socialfeed.testing.TestingDynamo;

/** What a packaged replica exposes to Prometheus, after some traffic. */
class MetricsIT {
    private static final LocalDynamoResource STORE = new LocalDynamoResource();

    private static final Set<String> OF_THE_SCRAPE = Set.of("namespace", "pod");

    private static PackagedService service;

    @BeforeAll
    static void start() {
        service = PackagedService.start(STORE.start()).awaitReadiness(200);
        RestAssured.baseURI = service.api();
        String alice = user("alice");
        post(alice, "hello");
        feed(alice, 20);
        whatIsRefusedAndWhatFails(alice, user("bob"));
    }

    private static void whatIsRefusedAndWhatFails(String alice, String bob) {
        follow(alice, bob).then().statusCode(201);
        follow(alice, bob).then().statusCode(200);
        TestingDynamo.current().on(op("BatchGetItem")).throttle();
        profile(alice).then().statusCode(503);
        TestingDynamo.current().clear();
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
    void thePageNamesEveryMetricThatIsExposed() {
        Set<String> ours = exposed();
        ours.removeIf(MetricsIT::isOfThePlatform);
        assertThat(ours).isNotEmpty().isSubsetOf(Metrics.documented());
    }

    @Test
    void everyMetricOnThePageIsExposed() {
        assertThat(exposed()).containsAll(Metrics.documented());
    }

    @Test
    void everyFamilyOnThePageIsExposed() {
        assertThat(Metrics.families())
                .isNotEmpty()
                .allSatisfy(family -> assertThat(exposed()).anyMatch(name -> name.startsWith(family)));
    }

    /** Labels that are none of ours (namespace, pod) come with the scrape. */
    @Test
    void whatDashboardAndAlertsAskForIsExposedWithTheLabelsAndValuesThatTheyName() {
        Set<String> recorded = Monitoring.recorded();
        assertThat(Monitoring.queries())
                .hasSizeGreaterThan(30)
                .allSatisfy(
                        query -> assertThat(query.selectors()).as(query.text()).isNotEmpty());
        await().untilAsserted(() -> {
            List<Sample> samples = Sample.of(scrape());
            assertThat(Monitoring.queries())
                    .allSatisfy(query -> assertThat(query.selectors())
                            .as(query.text())
                            .filteredOn(asked -> !recorded.contains(asked.metric()))
                            .flatMap(asked -> asked.missing(samples, OF_THE_SCRAPE))
                            .isEmpty());
        });
    }

    /** Else a rate would not see the first of them, nor an alert an outage of a minute. */
    @Test
    void whatAlertsCountIsExposedBeforeItHappens() {
        assertThat(scrape())
                .contains("feed_dynamodb_calls_seconds_count{operation=\"UpdateItem\",outcome=\"unavailable\"} 0")
                .contains("feed_dynamodb_calls_seconds_count{operation=\"UpdateItem\",outcome=\"outcome_unknown\"} 0")
                .contains("feed_dynamodb_retries_total{cause=\"conflict\",operation=\"UpdateItem\"} 0")
                .contains("feed_dynamodb_retries_total{cause=\"unprocessed\",operation=\"BatchGetItem\"} 0");
    }

    @Test
    void requestsAreCountedByRouteMethodAndStatusWithBuckets() {
        profile(fresh("nobody")).then().statusCode(404);
        await().untilAsserted(() -> assertThat(scrape())
                .containsPattern("http_server_requests_seconds_bucket\\{method=\"GET\",outcome=\"SUCCESS\","
                        + "status=\"200\",uri=\"/v1/feed\",le=\"0.5\",?} ")
                .containsPattern("http_server_requests_seconds_count\\{method=\"GET\",outcome=\"CLIENT_ERROR\","
                        + "status=\"404\",uri=\"/v1/users/\\{username}\",?} "));
    }

    /** Else clients could fill the memory of replicas and of Prometheus with names of their choice. */
    @Test
    void whatClientsMakeUpIsNoLabel() {
        String madeUp = fresh("made_up");
        as(madeUp).patch("/v1/users/{u}/posts", madeUp).then().statusCode(405);
        as(madeUp).request("BREW", "/v1/users/{u}/posts", madeUp).then().statusCode(405);
        as(madeUp).get("/v1/users/{u}/nonsense", madeUp).then().statusCode(404);
        as(madeUp).get("/v1/users/{u};x=1", madeUp).then().statusCode(404);
        given().header("Accept", "text/plain")
                .get("/v1/users/{u}", madeUp)
                .then()
                .statusCode(406);
        await().untilAsserted(() ->
                assertThat(scrape()).contains("{method=\"OTHER\",outcome=\"CLIENT_ERROR\",status=\"405\""));
        assertThat(scrape()).doesNotContain(madeUp).doesNotContain("BREW");
    }

    @Test
    void anAttemptThatWasThrottledIsCountedThoughTheNextOneSucceeds() {
        String bob = user("bob");
        double before = value("feed_dynamodb_attempts_failed_total{cause=\"throttled\"");
        TestingDynamo.current().on(op("TransactWriteItems")).times(1).throttle();
        createPost(bob, "hello").then().statusCode(201);
        assertThat(value("feed_dynamodb_attempts_failed_total{cause=\"throttled\""))
                .isEqualTo(before + 1);
        assertThat(value("feed_ready")).isEqualTo(1);
    }

    private static double value(String series) {
        return scrape().lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static Set<String> exposed() {
        return Metrics.exposed(scrape());
    }

    private static boolean isOfThePlatform(String name) {
        return Metrics.families().stream().anyMatch(name::startsWith);
    }

    private static String scrape() {
        return given().get(service.management() + "/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
