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
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import org.socialfeed.problem.Problem;
import org.socialfeed.problem.ProblemKind;
import org.socialfeed.table.Change;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Item;
import org.socialfeed.table.Keys;
import org.socialfeed.table.Write;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.TestingDynamo;

/** The registry of sharded authors on several replicas, each with a clock of its own that the test moves. */
@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
class AuthorRegistryTest {
    private static final HotSettings SETTINGS = FixedHotSettings.of(50);
    private static final Duration FENCE = SETTINGS.fence();

    @Inject
    FeedTable table;

    /** The registry of the replica that serves the API here; it reads the log when the test says so. */
    @Inject
    AuthorRegistry served;

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
    void whoComesWhileTheLogIsReadJoins() {
        Replica reader = new Replica();
        TestingDynamo.current().clear();
        Uni.join()
                .all(IntStream.range(0, 20)
                        .mapToObj(i -> reader.registry.fenced())
                        .toList())
                .andFailFast()
                .await()
                .indefinitely();
        assertThat(TestingDynamo.current().count("Query")).isLessThan(20);
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

    @Test
    void aRowThatCannotBeReadIsLeftOut() {
        Replica one = new Replica();
        one.maintain();
        Username author = new Username(user("author"));
        await(one.registry.announce(author, 2));
        long version = version();
        await(table.transact(List.of(
                Change.of(Keys.registryVersion()).set("version", version + 1),
                Write.create(Item.at(Keys.registryChange(version + 1))
                        .with("author", author.value())
                        .with("shards", 3)
                        .with("state", "announced")))));
        Replica two = new Replica();
        two.maintain();
        assertThat(two.registry.announced(author)).isEqualTo(2);
        assertThat(await(two.registry.announce(author, 4))).isEqualTo(4);
        one.maintain();
        assertThat(one.registry.announced(author)).isEqualTo(4);
    }

    /** A Query is no snapshot: a row may be missing before one that is there. */
    @Test
    void aRowThatComesLateIsStillRead() {
        Replica one = new Replica();
        Username first = new Username(user("first"));
        Username second = new Username(user("second"));
        await(one.registry.announce(first, 2));
        long version = version();
        Item missing = row(version + 1, first, 4);
        await(table.transact(List.of(
                Change.of(Keys.registryVersion()).set("version", version + 2),
                Write.create(row(version + 2, second, 2)))));
        one.maintain();
        assertThat(one.registry.announced(second)).isEqualTo(2);
        await(table.transact(List.of(Write.create(missing))));
        one.maintain();
        assertThat(one.registry.announced(first)).isEqualTo(4);
        assertThat(one.registry.announced(second)).isEqualTo(2);
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

    private static List<String> posts(String author, int count) {
        return IntStream.range(0, count).mapToObj(i -> post(author, "post")).toList();
    }

    private static Item row(long version, Username author, int shards) {
        return Item.at(Keys.registryChange(version))
                .with("author", author.value())
                .with("shards", shards)
                .with("state", "announced");
    }

    private long version() {
        return await(table.get(Keys.registryVersion(), Freshness.CONSISTENT))
                .orElseThrow()
                .number("version");
    }

    private static <T> T await(Uni<T> result) {
        return result.await().indefinitely();
    }
}
