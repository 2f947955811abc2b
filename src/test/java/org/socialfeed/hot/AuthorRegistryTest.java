package org.socialfeed.hot;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.feed;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.Api.walk;
import static org.socialfeed.testing.TestingDynamo.op;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import org.socialfeed.problem.Problem;
import org.socialfeed.problem.ProblemKind;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Key;
import org.socialfeed.table.RequestCost;
import org.socialfeed.testing.CallPattern;
import org.socialfeed.testing.HotRegistry;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.TestingDynamo;

/** The registry of sharded authors on several replicas, each with a clock of its own that the test moves. */
@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
class AuthorRegistryTest {
    private static final HotSettings SETTINGS = FixedHotSettings.of(50);
    private static final Duration FENCE = SETTINGS.fence();

    /** Enough for a call on a slow machine. */
    private static final Duration ALLOWED = Duration.ofSeconds(2);

    @Inject
    FeedTable table;

    /** The registry of the replica that serves the API here; it reads the log when the test says so. */
    @Inject
    AuthorRegistry served;

    @Inject
    Vertx vertx;

    @BeforeEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    /** Another replica. */
    private final class Replica {
        private final AtomicLong now = new AtomicLong(new Random().nextLong());
        private final AuthorRegistry registry =
                new AuthorRegistry(table, SETTINGS, new SimpleMeterRegistry(), now::get);

        void pass(Duration time) {
            now.addAndGet(time.toNanos());
        }

        void maintain() {
            await(registry.maintain());
        }
    }

    @Test
    void isAnnouncedThenUsed() {
        Username author = new Username(user("author"));
        Replica one = new Replica();
        Replica two = new Replica();
        two.maintain();
        assertThat(await(one.registry.announce(author, 4))).isEqualTo(4);
        assertThat(one.registry.announced(author)).isEqualTo(4);
        assertThat(one.registry.activeLog2(author)).isZero();

        two.maintain();
        assertThat(two.registry.announced(author)).isEqualTo(4);
        two.pass(FENCE.plusMillis(999));
        two.maintain();
        assertThat(two.registry.activeLog2(author)).isZero();
        two.pass(Duration.ofMillis(1));
        two.maintain();
        assertThat(two.registry.activeLog2(author)).isEqualTo(2);
        one.maintain();
        assertThat(one.registry.activeLog2(author)).isEqualTo(2);
        // What is announced twice is announced once, and less than there is changes nothing.
        assertThat(await(one.registry.announce(author, 2))).isEqualTo(4);
    }

    @Test
    void aReplicaThatHasNotReadForTooLongReadsBeforeItServes() {
        Username author = new Username(user("author"));
        Replica reader = new Replica();
        reader.maintain();
        await(new Replica().registry.announce(author, 8));
        TestingDynamo.current().clear();
        reader.pass(FENCE);
        assertThat(await(reader.registry.fenced()).of(author)).hasSize(1);
        assertThat(TestingDynamo.current().count("Query")).isZero();
        reader.pass(Duration.ofNanos(1));
        assertThat(await(reader.registry.fenced()).of(author)).hasSize(8);

        reader.pass(FENCE.plusNanos(1));
        TestingDynamo.current()
                .on(op("Query").where(body -> body.contains("HOT")))
                .fail(500, "InternalServerError");
        assertThatThrownBy(() -> await(reader.registry.fenced()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.UNAVAILABLE));
    }

    @Test
    void postsAreFoundInAllShardsTheyWereEverWrittenTo() {
        String author = user("author");
        String fan = user("fan");
        follow(fan, author);
        List<String> posts = new ArrayList<>(posts(author, 3));
        Replica other = new Replica();
        for (int n : new int[] {2, 8}) {
            await(other.registry.announce(new Username(author), n));
            // Before this replica knows, and while it is announced only, it writes where it did.
            posts.addAll(posts(author, 2));
            await(served.maintain());
            posts.addAll(posts(author, 2));
            other.pass(FENCE.plusSeconds(1));
            other.maintain();
            await(served.maintain());
            posts.addAll(posts(author, 8));
        }
        assertThat(posts.stream().map(id -> new PostId(id).shardsLog2()).distinct())
                .containsExactly(0, 1, 3);
        assertThat(posts).isSorted();
        List<String> newestFirst =
                posts.stream().sorted(Comparator.reverseOrder()).toList();
        assertThat(feed(fan, 4)).isEqualTo(newestFirst);
        assertThat(feed(author, 5)).isEqualTo(newestFirst);
        assertThat(walk(given(), "/v1/users/" + author + "/posts", 3, "id")).isEqualTo(newestFirst);
        for (String id : posts) {
            given().get("/v1/users/{a}/posts/{p}", author, id).then().statusCode(200);
        }
        as(author)
                .delete("/v1/users/{a}/posts/{p}", author, posts.get(12))
                .then()
                .statusCode(204);
        assertThat(feed(fan, 4)).hasSize(posts.size() - 1).doesNotContain(posts.get(12));
    }

    /** A Query is no snapshot: a row may be missing before one that is there. */
    @Test
    void aRowThatComesLateIsStillRead() {
        Replica one = new Replica();
        Username first = new Username(user("first"));
        Username second = new Username(user("second"));
        await(one.registry.announce(first, 2));
        HotRegistry log = new HotRegistry(table);
        Key late = log.appendNothing();
        log.append(second, 2, "announced");
        one.maintain();
        assertThat(one.registry.announced(second)).isEqualTo(2);
        log.put(HotRegistry.row(late, first, 4, "announced"));
        one.pass(Duration.ofSeconds(1));
        one.maintain();
        assertThat(one.registry.announced(first)).isEqualTo(4);
        assertThat(await(one.registry.announce(second, 8))).isEqualTo(8);
    }

    /** What was committed while a read was under way, that read may lack: its age is that of its beginning. */
    @Test
    void aSlowReadIsAsOldAsItsBeginning() {
        Username author = new Username(user("author"));
        Replica reader = new Replica();
        TestingDynamo.current().on(registryRead()).times(1).holdReply();
        CompletableFuture<PostShards> slow = whenAsked(reader.registry.fenced(), 1);
        await(new Replica().registry.announce(author, 8));
        reader.pass(FENCE);
        TestingDynamo.current().release();
        assertThat(slow.join().of(author)).hasSize(1);
        reader.pass(Duration.ofNanos(1));
        assertThat(await(reader.registry.fenced()).of(author)).hasSize(8);
    }

    /** Another replica may have read just before the announcement, which this one saw only when its read ended. */
    @Test
    void aChangeRipensFromTheEndOfTheReadThatSawIt() {
        Username author = new Username(user("author"));
        Replica other = new Replica();
        Replica reader = new Replica();
        other.maintain();
        TestingDynamo.current().clear();
        TestingDynamo.current().on(registryRead()).times(1).hang();
        CompletableFuture<PostShards> slow = whenAsked(reader.registry.fenced(), 1);
        await(other.registry.announce(author, 4));
        reader.pass(Duration.ofSeconds(2));
        TestingDynamo.current().release();
        assertThat(slow.join().of(author)).hasSize(4);
        reader.pass(FENCE.plusMillis(999));
        reader.maintain();
        assertThat(reader.registry.activeLog2(author)).isZero();
        reader.pass(Duration.ofMillis(1));
        reader.maintain();
        assertThat(reader.registry.activeLog2(author)).isEqualTo(2);
    }

    @Test
    void aReadThatHangsIsJoinedAsLongAsItMayServeAndNoLonger() {
        Replica reader = new Replica();
        TestingDynamo.current().on(registryRead()).times(1).hang();
        CompletableFuture<PostShards> first = whenAsked(reader.registry.fenced(), 1);
        reader.pass(FENCE);
        CompletableFuture<PostShards> joined = whenAsked(reader.registry.fenced(), 1);
        reader.pass(Duration.ofNanos(1));
        assertThat(reader.registry.fenced().await().atMost(Duration.ofMinutes(1)))
                .isNotNull();
        assertThat(reads()).isEqualTo(2);
        assertThat(first).isNotDone();
        assertThat(joined).isNotDone();
        TestingDynamo.current().release();
        assertThat(first.join()).isNotNull();
        assertThat(joined.join()).isNotNull();
    }

    /** The read belongs to all who join it, so the time of the request that happens to come first is not the read's. */
    @Test
    void aRequestThatIsLateReadsForAllInFullTime() throws Exception {
        Replica reader = new Replica();
        CompletableFuture<RequestCost> cost = new CompletableFuture<>();
        CompletableFuture<PostShards> late = new CompletableFuture<>();
        Context request = request();
        request.runOnContext(ignored -> cost.complete(RequestCost.begin(ALLOWED, Optional.empty())));
        vertx.setTimer(
                ALLOWED.multipliedBy(2).toMillis(),
                overdue -> request.runOnContext(ignored ->
                        reader.registry.fenced().subscribe().with(late::complete, late::completeExceptionally)));
        assertThat(late.get(1, TimeUnit.MINUTES)).isNotNull();
        assertThat(cost.join().calls()).isEqualTo(1);
    }

    @Test
    void whoGoesAwayTakesTheRegistryFromNobody() throws Exception {
        Replica reader = new Replica();
        TestingDynamo.current().on(registryRead()).times(1).hang();
        CompletableFuture<Cancellable> first = new CompletableFuture<>();
        request().runOnContext(ignored -> {
            RequestCost.begin(Duration.ofMinutes(1), Optional.empty());
            first.complete(reader.registry.fenced().subscribe().with(shards -> {}));
        });
        Awaitility.await().until(() -> reads() == 1);
        Context second = request();
        CompletableFuture<Context> answeredOn = new CompletableFuture<>();
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        second.runOnContext(ignored -> {
            reader.registry
                    .fenced()
                    .subscribe()
                    .with(shards -> answeredOn.complete(Vertx.currentContext()), answeredOn::completeExceptionally);
            asked.complete(true);
        });
        asked.join();
        first.join().cancel();
        TestingDynamo.current().release();
        assertThat(answeredOn.get(1, TimeUnit.MINUTES)).isSameAs(second);
        assertThat(reads()).isEqualTo(1);
    }

    /**
     * The invariant of the protocol, over random schedules of replicas whose clocks run differently: wherever a replica
     * writes, every replica that serves reads.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void nobodyWritesWhereSomebodyDoesNotRead(long seed) {
        Random random = new Random(seed);
        Username author = new Username(user("author"));
        List<Replica> replicas = List.of(new Replica(), new Replica(), new Replica());
        replicas.forEach(Replica::maintain);
        for (int step = 0; step < 80; step++) {
            long millis = random.nextInt(2_500);
            for (Replica replica : replicas) {
                // Clocks of real machines differ by far less than the second of margin in four.
                replica.pass(Duration.ofMillis(millis + random.nextInt(1 + (int) millis / 20)));
            }
            Replica chosen = replicas.get(random.nextInt(replicas.size()));
            if (random.nextInt(10) == 0) {
                await(chosen.registry.announce(author, 1 << random.nextInt(7)));
            } else if (random.nextInt(3) == 0) {
                chosen.maintain();
            }
            int written = replicas.stream()
                    .mapToInt(replica -> 1 << replica.registry.activeLog2(author))
                    .max()
                    .orElseThrow();
            for (Replica replica : replicas) {
                if (random.nextBoolean()) {
                    assertThat(await(replica.registry.fenced()).of(author))
                            .as("seed %d, step %d", seed, step)
                            .hasSizeGreaterThanOrEqualTo(written);
                }
            }
        }
    }

    private static CallPattern registryRead() {
        return op("Query").where(body -> body.contains("\"HOT\""));
    }

    private static long reads() {
        return TestingDynamo.current().count("Query");
    }

    /** What becomes of it; it has been asked, and so many reads have been sent. */
    private static CompletableFuture<PostShards> whenAsked(Uni<PostShards> shards, int reads) {
        CompletableFuture<PostShards> result = shards.subscribeAsCompletionStage();
        Awaitility.await().until(() -> reads() == reads);
        return result;
    }

    private Context request() {
        return VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    }

    private static List<String> posts(String author, int count) {
        return IntStream.range(0, count).mapToObj(i -> post(author, "post")).toList();
    }

    private static <T> T await(Uni<T> result) {
        return result.await().indefinitely();
    }
}
