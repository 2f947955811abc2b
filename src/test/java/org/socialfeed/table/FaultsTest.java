package org.socialfeed.table;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.createPost;
import static org.socialfeed.testing.Api.feed;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.profile;
import static org.socialfeed.testing.Api.putProfile;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.TestingDynamo.anyOp;
import static org.socialfeed.testing.TestingDynamo.op;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socialfeed.testing.CallPattern;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.RawHttp;
import org.socialfeed.testing.TestingDynamo;
import org.socialfeed.testing.TestingTokens;

/** What clients see when DynamoDB does what DynamoDB Local never does. */
@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
class FaultsTest {
    @Inject
    MeterRegistry registry;

    private TestingDynamo dynamo = TestingDynamo.current();

    @BeforeEach
    void noFaults() {
        dynamo = TestingDynamo.current();
        dynamo.clear();
    }

    @Test
    void throttlingIsTriedAgainAndThen503() {
        String alice = user("alice");
        dynamo.on(op("BatchGetItem")).times(1).throttle();
        profile(alice).then().statusCode(200);
        dynamo.on(op("BatchGetItem")).throttle();
        unavailable(profile(alice), "throttled");
    }

    @Test
    void anOutageIs503AndNothingIsWritten() {
        String alice = user("alice");
        dynamo.on(anyOp()).fail(500, "InternalServerError");
        unavailable(profile(alice), "unavailable");
        dynamo.clear();
        dynamo.on(op("TransactWriteItems")).throttle();
        unavailable(createPost(alice, "once"), "throttled");
        dynamo.clear();
        profile(alice).then().body("posts", equalTo(0));
    }

    @Test
    void aWriteThatIsNeverConfirmedHasAnUnknownOutcome() {
        String alice = user("alice");
        dynamo.on(op("TransactWriteItems")).loseReply();
        unavailable(createPost(alice, "once"), "outcome-unknown");
        dynamo.clear();
        // It did happen, once, however often it was sent.
        profile(alice).then().body("posts", equalTo(1));
        assertThat(feed(alice, 10)).hasSize(1);
    }

    @Test
    void noReadFailsAfterAWriteHasHappened() {
        String alice = user("alice");
        dynamo.on(op("BatchGetItem")).throttle();
        unavailable(createPost(alice, "once"), "throttled");
        unavailable(putProfile(alice, Map.of("displayName", "Changed")), "throttled");
        dynamo.clear();
        profile(alice).then().body("posts", equalTo(0), "displayName", equalTo("alice"));
    }

    @Test
    void aThrottleAfterALostReplyIsStillUnknown() {
        String alice = user("alice");
        // No others': an author of another test may be growing.
        CallPattern hers = op("TransactWriteItems").where(body -> body.contains("USER#" + alice));
        dynamo.on(hers).times(1).loseReply();
        dynamo.on(hers).throttle();
        unavailable(createPost(alice, "once"), "outcome-unknown");
    }

    /** The retries of a conflict are calls of their own, and must not forget what the first one has left open. */
    @Test
    void aConflictAfterALostReplyIsStillUnknown() {
        String alice = user("alice");
        CallPattern hers = op("TransactWriteItems").where(body -> body.contains("USER#" + alice));
        dynamo.on(hers).times(1).loseReply();
        dynamo.on(hers).conflict();
        unavailable(createPost(alice, "once"), "outcome-unknown");
        dynamo.clear();
        profile(alice).then().body("posts", equalTo(1));
    }

    @Test
    void anOutageAfterALostReplyAndAConflictIsStillUnknown() {
        String alice = user("alice");
        CallPattern hers = op("TransactWriteItems").where(body -> body.contains("USER#" + alice));
        dynamo.on(hers).times(1).loseReply();
        dynamo.on(hers).times(1).conflict();
        dynamo.on(hers).fail(400, "AccessDeniedException");
        unavailable(createPost(alice, "once"), "outcome-unknown");
        dynamo.clear();
        profile(alice).then().body("posts", equalTo(1));
    }

    @Test
    void aTransactionThatIsStillUnderWayHasAnUnknownOutcome() {
        String alice = user("alice");
        CallPattern hers = op("TransactWriteItems").where(body -> body.contains("USER#" + alice));
        dynamo.on(hers).times(1).loseReply();
        dynamo.on(hers).fail(400, "TransactionInProgressException");
        double throttled = throttledAttempts();
        unavailable(createPost(alice, "once"), "outcome-unknown");
        assertThat(dynamo.count("TransactWriteItems")).isGreaterThan(1);
        assertThat(throttledAttempts()).isEqualTo(throttled);
        dynamo.clear();
        profile(alice).then().body("posts", equalTo(1));
    }

    /** Else an operator would take it for a hot key that transactions fight for, and the alert about throttling be silent. */
    @Test
    void aTransactionThatIsThrottledIsTriedAgainAndCountedAsThrottledNotAsAConflict() {
        String alice = user("alice");
        double attempts = throttledAttempts();
        double throttled = retries("throttled");
        double conflicts = retries("conflict");
        double calls = throttledTransactions();
        dynamo.on(op("TransactWriteItems").where(body -> body.contains("USER#" + alice)))
                .times(2)
                .throttle();
        createPost(alice, "once").then().statusCode(201);
        assertThat(throttledAttempts()).isEqualTo(attempts + 2);
        assertThat(retries("throttled")).isEqualTo(throttled + 2);
        assertThat(retries("conflict")).isEqualTo(conflicts);
        assertThat(throttledTransactions()).isEqualTo(calls + 2);
    }

    private double throttledAttempts() {
        return registry.get("feed.dynamodb.attempts.failed")
                .tag("cause", "throttled")
                .counter()
                .count();
    }

    private double retries(String cause) {
        return registry.find("feed.dynamodb.retries").tag("cause", cause).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private double throttledTransactions() {
        return registry
                .find("feed.dynamodb.calls")
                .tags("operation", "TransactWriteItems", "outcome", "throttled")
                .timers()
                .stream()
                .mapToDouble(Timer::count)
                .sum();
    }

    @Test
    void conflictsWithoutEndAre503AndNothingIsWritten() {
        String alice = user("alice");
        dynamo.on(op("TransactWriteItems")).conflict();
        unavailable(createPost(alice, "once"), "throttled");
        dynamo.clear();
        profile(alice).then().body("posts", equalTo(0));
    }

    @Test
    void keysThatABatchLeavesOverAreAskedAgain() {
        String star = user("star");
        List<String> fans =
                IntStream.range(0, 8).mapToObj(i -> user("fan")).sorted().toList();
        fans.forEach(fan -> follow(fan, star));
        dynamo.clear();
        dynamo.on(op("BatchGetItem").where(body -> body.contains("USER#fan")))
                .times(3)
                .halve();
        given().get("/v1/users/{u}/followers", star).then().statusCode(200).body("items.username", equalTo(fans));
        assertThat(dynamo.count("BatchGetItem")).isEqualTo(4);
    }

    @Test
    void aSourceThatFailsIsAnErrorAndNeverAPageWithAHole() {
        String alice = user("alice");
        String bob = user("bob");
        String carol = user("carol");
        follow(alice, bob);
        follow(alice, carol);
        post(bob, "one");
        post(carol, "two");
        dynamo.on(op("Query").where(body -> body.contains("FOLLOWING#" + carol)))
                .fail(500, "InternalServerError");
        unavailable(as(alice).get("/v1/feed"), "unavailable");
        dynamo.clear();
        as(alice).get("/v1/feed").then().statusCode(200).body("items", hasSize(2));
    }

    @Test
    void theOwnPostShowsAtOnceHoweverFarTheIndexIsBehind() {
        String alice = user("alice");
        String bob = user("bob");
        follow(bob, alice);
        dynamo.hideFromIndex("USER#" + alice);
        String id = post(alice, "fresh");
        assertThat(feed(alice, 10)).containsExactly(id);
        assertThat(feed(bob, 10)).isEmpty();
        dynamo.indexCatchesUp();
        assertThat(feed(bob, 10)).containsExactly(id);
    }

    @Test
    void aClientThatGoesAwayStopsFurtherCalls() throws IOException {
        String alice = user("alice");
        IntStream.range(0, 5).forEach(i -> follow(alice, user("author")));
        dynamo.clear();
        dynamo.on(op("Query").where(body -> body.contains("USER#" + alice) && body.contains("FOLLOWING#")))
                .hang();
        Socket client = RawHttp.send("/v1/feed", "Authorization: Bearer " + TestingTokens.token(alice));
        Awaitility.await().until(() -> dynamo.count("Query") == 1);
        client.close();
        Awaitility.await().until(() -> metric("cancelled") > 0);
        dynamo.release();
        // Whatever follows the hanging query would be a query of a source: the cancelled request makes none.
        profile(alice).then().statusCode(200);
        assertThat(dynamo.count("Query")).isEqualTo(1);
    }

    private static double metric(String outcome) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("feed_dynamodb_calls_seconds_count") && line.contains("\"" + outcome))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static ValidatableResponse unavailable(Response response, String kind) {
        return response.then()
                .statusCode(503)
                .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                .body("type", equalTo("urn:social-feed:problem:" + kind));
    }
}
