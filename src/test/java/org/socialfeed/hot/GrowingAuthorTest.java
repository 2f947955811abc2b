package org.socialfeed.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.feed;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.TestingDynamo.op;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socialfeed.id.PostId;
import org.socialfeed.id.PostIds;
import org.socialfeed.id.Username;
import org.socialfeed.post.PostingReplica;
import org.socialfeed.table.FeedTable;
import org.socialfeed.testing.Concurrently;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.TestingDynamo;
import org.socialfeed.testing.TestingTicker;

/**
 * An author becomes hot on one replica while feeds are read on another: the application, with its caches on, whose
 * registry is as old as the fence allows. Each replica has a clock of its own, which the schedule moves.
 */
@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
@TestProfile(GrowingAuthorTest.TwoReplicas.class)
class GrowingAuthorTest {
    private static final HotSettings SETTINGS = FixedHotSettings.of(50, 16);
    private static final Duration MAX_AGE = Duration.ofSeconds(1);
    private static final int STEPS = 160;

    /** Caches and fence as in production; the registry is read in the background by the schedule only. */
    public static final class TwoReplicas implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("feed.cache.max-age", MAX_AGE.toString(), "feed.hot.fence", "3s");
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(TestingTicker.class);
        }
    }

    @Inject
    FeedTable table;

    @Inject
    PostIds ids;

    @Inject
    Clock clock;

    /** The reading replica's. */
    @Inject
    AuthorRegistry served;

    @Inject
    TestingTicker ticker;

    @BeforeEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    /** The replica on which the author becomes hot. */
    private final class Writer {
        private final AtomicLong now = new AtomicLong(new Random().nextLong());
        private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        private final AuthorRegistry registry = new AuthorRegistry(table, SETTINGS, metrics, now::get);
        private final HotKeys hotKeys =
                new HotKeys(new Shards(table), registry, new Lanes(now::get, metrics), SETTINGS, metrics, now::get);
        private final PostingReplica posts = new PostingReplica(table, registry, hotKeys, ids, clock);

        /** Whether the author has not been grown just now, nor as far as it goes. */
        boolean mayGrow(Username author) {
            return registry.announced(author) < SETTINGS.mostShards() && registry.settled(author);
        }

        /** Two seconds, with more writes than the shards are meant to take. */
        void heat(Username author) {
            // The window that is open ends with the first write after its second.
            pass(Duration.ofSeconds(1));
            write(author);
            IntStream.range(0, registry.announced(author) * SETTINGS.writesPerShard())
                    .forEach(i -> write(author));
            pass(Duration.ofSeconds(1));
        }

        /** The write that ends the second, and what it brings about in the background. */
        void grow(Username author) {
            int n = registry.announced(author);
            Awaitility.await().until(() -> {
                write(author);
                return registry.announced(author) == 2 * n;
            });
        }

        private void write(Username author) {
            await(hotKeys.measured(
                    new HotKey.Posts(author), lost -> Uni.createFrom().voidItem()));
        }

        void pass(Duration time) {
            now.addAndGet(time.toNanos());
        }
    }

    /** @param at when it was acknowledged, by the reading replica's clock */
    private record Posted(String id, long at) {}

    /** One schedule: what happens, in which order, and how much time passes between, is drawn by the seed. */
    private final class Schedule {
        private final Random random;
        private final String author = user("author");
        private final String fan = user("fan");
        private final Username name = new Username(author);
        private final Writer writer = new Writer();
        private final List<Posted> posted = new ArrayList<>();
        private Optional<Page> slow = Optional.empty();

        Schedule(long seed) {
            this.random = new Random(seed);
            follow(fan, author);
            await(writer.registry.maintain());
            await(served.maintain());
        }

        /** A page under way. */
        private record Page(long begun, CompletableFuture<JsonPath> body) {}

        void step() {
            pass(random.nextInt(700));
            switch (random.nextInt(12)) {
                case 0 -> {
                    if (writer.mayGrow(name)) {
                        writer.heat(name);
                        ticker.advance(Duration.ofSeconds(2));
                        // The worst case: the reader has asked just before, and need not for as long as the fence.
                        await(served.maintain());
                        writer.grow(name);
                    }
                }
                case 1, 2 -> await(writer.registry.maintain());
                case 3 -> {
                    // Seldom: else the reader would know before the fence makes it ask.
                    if (random.nextInt(4) == 0) {
                        await(served.maintain());
                    }
                }
                case 4, 5, 6 -> {
                    for (int i = random.nextInt(4); i >= 0; i--) {
                        acknowledged(writer.posts.post(name, "from the writer"));
                    }
                }
                case 7 -> acknowledged(post(author, "from the reader"));
                case 8 -> slow.ifPresentOrElse(this::finish, this::begin);
                default -> read();
            }
        }

        private void pass(long millis) {
            // Clocks of real machines differ by far less than the second of margin in four.
            ticker.advance(Duration.ofMillis(millis + random.nextInt(1 + (int) millis / 20)));
            writer.pass(Duration.ofMillis(millis + random.nextInt(1 + (int) millis / 20)));
        }

        private void acknowledged(String id) {
            posted.add(new Posted(id, ticker.read()));
        }

        private void read() {
            check(page(fan, limit()), ticker.read() - MAX_AGE.toNanos());
            // One's own posts are shown at once.
            check(page(author, limit()), ticker.read());
        }

        /** A page of which one answer takes as long as the schedule wants. */
        private void begin() {
            ticker.advance(MAX_AGE);
            TestingDynamo.current().clear();
            TestingDynamo.current()
                    .on(op("Query").where(body -> body.contains("FOLLOWING#" + author)))
                    .times(1)
                    .holdReply();
            long begun = ticker.read();
            int limit = limit();
            slow = Optional.of(new Page(begun, Concurrently.start(() -> page(fan, limit))));
            Awaitility.await()
                    .until(() -> TestingDynamo.current().calls().stream()
                            .anyMatch(call -> call.body().contains("FOLLOWING#" + author)));
            // Else the next page would wait for the same answer.
            pass(MAX_AGE.toMillis());
        }

        private void finish(Page page) {
            TestingDynamo.current().release();
            check(page.body().join(), page.begun() - MAX_AGE.toNanos());
            slow = Optional.empty();
        }

        private int limit() {
            return 1 + random.nextInt(12);
        }

        private JsonPath page(String reader, int limit) {
            return as(reader)
                    .queryParam("limit", limit)
                    .get("/v1/feed")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
        }

        /** The newest posts, in order, each once; and none is missing that was acknowledged by then. */
        private void check(JsonPath page, long acknowledgedBy) {
            List<String> shown = page.getList("items.id");
            String last = page.getString("next") == null ? "" : shown.get(shown.size() - 1);
            assertThat(shown)
                    .doesNotHaveDuplicates()
                    .isSortedAccordingTo(Comparator.reverseOrder())
                    .containsAll(posted.stream()
                            .filter(post -> post.at() <= acknowledgedBy)
                            .map(Posted::id)
                            .filter(id -> id.compareTo(last) >= 0)
                            .toList());
            assertThat(posted).extracting(Posted::id).containsAll(shown);
        }

        void end() {
            slow.ifPresent(this::finish);
            ticker.advance(MAX_AGE);
            List<String> all = posted.stream()
                    .map(Posted::id)
                    .sorted(Comparator.reverseOrder())
                    .toList();
            assertThat(feed(fan, 7)).isEqualTo(all);
            assertThat(feed(author, 7)).isEqualTo(all);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void noPageMissesAPostThatIsOlderThanTheBound(long seed) {
        Schedule schedule = new Schedule(seed);
        for (int step = 0; step < STEPS; step++) {
            try {
                schedule.step();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ", step " + step, e);
            }
        }
        schedule.end();
        assertThat(schedule.posted)
                .as("a schedule that grows the author while there are posts")
                .extracting(post -> new PostId(post.id()).shardsLog2())
                .contains(0, 1, 2);
    }

    private static <T> T await(Uni<T> result) {
        return result.await().indefinitely();
    }
}
