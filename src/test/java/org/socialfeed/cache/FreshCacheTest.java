package org.socialfeed.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.socialfeed.problem.Problem;
import org.socialfeed.table.RequestCost;
import org.socialfeed.testing.TestingTicker;

class FreshCacheTest {
    private static final Duration MAX_AGE = Duration.ofSeconds(1);
    private static final Duration LITTLE = Duration.ofMillis(1);

    private final TestingTicker ticker = new TestingTicker();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Loads loads = new Loads(new Settings(3), ticker, registry);
    private final FreshCache<String, String> cache = cache(MAX_AGE, 1_000_000);
    private final Store store = new Store();

    @Test
    void manyWhoAskAtOnceAreServedByOneLoad() {
        List<UniAssertSubscriber<String>> readers =
                IntStream.range(0, 50).mapToObj(i -> ask("alice")).toList();
        store.answer("alice", "1");
        readers.forEach(reader -> reader.assertCompleted().assertItem("1"));
        ask("alice").assertItem("1");
        assertThat(store.asked).containsExactly("alice");
        assertThat(counted("misses")).isEqualTo(1);
        assertThat(counted("joins")).isEqualTo(49);
        assertThat(counted("hits")).isEqualTo(1);
    }

    @Test
    void aValueIsLoadedAnewOnceItsAgeIsTheGreatestAllowed() {
        ask("alice");
        store.answer("alice", "1");
        ticker.advance(MAX_AGE.minus(LITTLE));
        ask("alice").assertItem("1");
        ticker.advance(LITTLE);
        UniAssertSubscriber<String> late = ask("alice").assertNotTerminated();
        store.answer("alice", "2");
        late.assertItem("2");
    }

    @Test
    void theAgeCountsFromWhenTheLoadWasSent() {
        UniAssertSubscriber<String> first = ask("alice");
        ticker.advance(MAX_AGE.minus(LITTLE));
        UniAssertSubscriber<String> joined = ask("alice");
        assertThat(store.asked).hasSize(1);
        ticker.advance(LITTLE);
        UniAssertSubscriber<String> tooLateToJoin = ask("alice");
        assertThat(store.asked).hasSize(2);
        store.answer("alice", "old");
        first.assertItem("old");
        joined.assertItem("old");
        // What took longer than a value may be old is not kept, and does not stand in the way of the newer load.
        tooLateToJoin.assertNotTerminated();
        UniAssertSubscriber<String> another = ask("alice").assertNotTerminated();
        store.answer("alice", "new");
        tooLateToJoin.assertItem("new");
        another.assertItem("new");
        assertThat(store.asked).hasSize(2);
    }

    @Test
    void aSlowAnswerIsAsOldAsItsLoad() {
        ask("alice");
        ticker.advance(MAX_AGE.minus(LITTLE));
        store.answer("alice", "slow");
        ask("alice").assertItem("slow");
        ticker.advance(LITTLE);
        ask("alice").assertNotTerminated();
    }

    @Test
    void aLoadThatEndsAfterANewerOneDoesNotReplaceIt() {
        ask("alice");
        ticker.advance(MAX_AGE);
        ask("alice");
        store.answerLast("alice", "new");
        store.answer("alice", "old");
        ask("alice").assertItem("new");
    }

    @Test
    void aFailureIsTakenToAllWhoWaitAndNotKept() {
        UniAssertSubscriber<String> first = ask("alice");
        UniAssertSubscriber<String> joined = ask("alice");
        store.fail("alice", new IllegalStateException("lost"));
        first.assertFailedWith(IllegalStateException.class, "lost");
        joined.assertFailedWith(IllegalStateException.class, "lost");
        UniAssertSubscriber<String> next = ask("alice");
        store.answer("alice", "1");
        next.assertItem("1");
    }

    @Test
    void aLoaderThatThrowsFailsAndLeavesNothingBehind() {
        Uni<String> broken = cache.get("alice", () -> {
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(() -> broken.await().atMost(Duration.ofSeconds(5))).hasMessage("broken");
        ask("alice");
        store.answer("alice", "1");
        ask("alice").assertItem("1");
    }

    @Test
    void whoGoesAwayTakesNothingFromThoseWhoJoined() {
        UniAssertSubscriber<String> first = ask("alice");
        UniAssertSubscriber<String> joined = ask("alice");
        UniAssertSubscriber<String> other = ask("alice");
        first.cancel();
        other.cancel();
        store.answer("alice", "1");
        joined.assertItem("1");
        ask("alice").assertItem("1");
        assertThat(store.asked).hasSize(1);
    }

    @Test
    void whatIsForgottenIsLoadedAnewAndALoadUnderWayIsNotKept() {
        UniAssertSubscriber<String> first = ask("alice");
        cache.forget("alice");
        UniAssertSubscriber<String> second = ask("alice");
        store.answerLast("alice", "new");
        second.assertItem("new");
        store.answer("alice", "old");
        first.assertItem("old");
        ask("alice").assertItem("new");
        cache.forget("alice");
        ask("alice").assertNotTerminated();
    }

    @Test
    void aBatchLoadsWhatIsMissingInOneCallAndJoinsTheRest() {
        ask("hit");
        store.answer("hit", "h");
        UniAssertSubscriber<String> single = ask("joined");
        List<List<String>> batches = new ArrayList<>();
        CompletableFuture<Map<String, String>> answer = new CompletableFuture<>();
        UniAssertSubscriber<Map<String, String>> all = cache.getAll(
                        List.of("hit", "joined", "new", "newer", "new"), keys -> {
                            batches.add(keys);
                            return Uni.createFrom().completionStage(answer);
                        })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        UniAssertSubscriber<String> joinsTheBatch = ask("newer");
        assertThat(batches).hasSize(1);
        assertThat(batches.get(0)).containsExactlyInAnyOrder("new", "newer");
        answer.complete(Map.of("new", "n", "newer", "N"));
        joinsTheBatch.assertItem("N");
        all.assertNotTerminated();
        store.answer("joined", "j");
        single.assertItem("j");
        all.assertItem(Map.of("hit", "h", "joined", "j", "new", "n", "newer", "N"));
    }

    @Test
    void aBatchThatLeavesOutAKeyFails() {
        assertThatThrownBy(() -> cache.getAll(
                                List.of("a", "b"), keys -> Uni.createFrom().item(Map.of("a", "1")))
                        .await()
                        .atMost(Duration.ofSeconds(5)))
                .hasMessageContaining("left out b");
    }

    @Test
    void loadsBeyondTheBoundWaitInOrderAndAreJoinedMeanwhile() {
        List<UniAssertSubscriber<String>> readers =
                IntStream.range(0, 6).mapToObj(i -> ask("user" + i)).toList();
        UniAssertSubscriber<String> joined = ask("user5");
        assertThat(store.asked).containsExactly("user0", "user1", "user2");
        assertThat(registry.get("feed.cache.loads.waiting").gauge().value()).isEqualTo(3);
        // A load that waits has no age yet: it will be sent later than now.
        ticker.advance(MAX_AGE.plus(MAX_AGE));
        UniAssertSubscriber<String> joinedLate = ask("user5");
        store.answer("user1", "1");
        assertThat(store.asked).containsExactly("user0", "user1", "user2", "user3");
        store.fail("user0", new IllegalStateException());
        store.answer("user2", "2");
        assertThat(store.asked).hasSize(6).last().isEqualTo("user5");
        store.answer("user5", "5");
        joined.assertItem("5");
        joinedLate.assertItem("5");
        readers.get(5).assertItem("5");
        assertThat(registry.get("feed.cache.loads.in.flight").gauge().value()).isEqualTo(2);
    }

    @Test
    void aLoadThatHasWaitedTooLongFailsAndIsNeverSent() {
        IntStream.range(0, 3).forEach(i -> ask("user" + i));
        UniAssertSubscriber<String> waiting = ask("waiting");
        ticker.advance(Duration.ofSeconds(3));
        loads.sweep();
        waiting.assertNotTerminated();
        ticker.advance(Duration.ofSeconds(2));
        loads.sweep();
        waiting.assertFailedWith(Problem.class);
        store.answer("user0", "0");
        assertThat(store.asked).doesNotContain("waiting");
        ask("waiting");
        assertThat(store.asked).contains("waiting");
    }

    @Test
    void memoryIsBoundedByWeightAndLoadsUnderWayAreKept() {
        FreshCache<String, String> small = cache(MAX_AGE, 20_000);
        UniAssertSubscriber<String> underWay = ask(small, "under way");
        for (int i = 0; i < 100; i++) {
            ask(small, "user" + i);
            store.answer("user" + i, "x".repeat(1_000));
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(registry.get("feed.cache.size")
                                .tag("cache", "20000")
                                .gauge()
                                .value())
                        .isBetween(1.0, 20_000.0));
        assertThat(registry.get("feed.cache.evictions")
                        .tag("cache", "20000")
                        .counter()
                        .count())
                .isGreaterThan(80);
        UniAssertSubscriber<String> joined = ask(small, "under way");
        store.answer("under way", "1");
        underWay.assertItem("1");
        joined.assertItem("1");
    }

    @Test
    void withoutAnAgeEachCallLoadsForItself() {
        FreshCache<String, String> off = cache(Duration.ZERO, 20_000);
        ask(off, "alice");
        ask(off, "alice");
        assertThat(store.asked).hasSize(2);
        assertThat(off.has("alice")).isFalse();
    }

    @Test
    void tellsWhetherAValueIsThereOrOnItsWay() {
        assertThat(cache.has("alice")).isFalse();
        ask("alice");
        assertThat(cache.has("alice")).isTrue();
        store.answer("alice", "1");
        assertThat(cache.has("alice")).isTrue();
        ticker.advance(MAX_AGE);
        assertThat(cache.has("alice")).isFalse();
    }

    @Test
    void whatIsNotRightIsForgottenAndReadOnceForWhoeverFindsIt() {
        ask("alice");
        store.answer("alice", "wrong");
        UniAssertSubscriber<String> finder = askRight("alice");
        store.answer("alice", "wrong as well");
        finder.assertItem("wrong as well");
        assertThat(counted("hits")).isEqualTo(1);
        UniAssertSubscriber<String> loader = askRight("alice");
        store.answer("alice", "still wrong");
        loader.assertItem("still wrong");
        assertThat(cache.has("alice")).isFalse();
        UniAssertSubscriber<String> last = askRight("alice");
        store.answer("alice", "right");
        last.assertItem("right");
        askRight("alice").assertItem("right");
        assertThat(store.asked).hasSize(4);
    }

    @Test
    void everyoneIsAnsweredInTheirOwnContextAndTheLoadRunsInAnother() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            Visitor first = new Visitor(vertx);
            Visitor second = new Visitor(vertx);
            first.ask();
            Awaitility.await().until(() -> store.asked.size() == 1);
            second.ask();
            Awaitility.await().until(() -> counted("joins") == 1);
            store.answer("alice", "1");
            assertThat(first.answeredOn.get(5, TimeUnit.SECONDS)).isSameAs(first.context);
            assertThat(second.answeredOn.get(5, TimeUnit.SECONDS)).isSameAs(second.context);
            // The load has an account, and does not run in a context that ends with the request that began it.
            assertThat(store.contexts).hasSize(1).doesNotContain(first.context, second.context);
            assertThat(store.costs).hasSize(1);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        }
    }

    /** Somebody who asks on a context of their own. */
    private final class Visitor {
        private final Context context;
        private final CompletableFuture<Context> answeredOn = new CompletableFuture<>();

        Visitor(Vertx vertx) {
            this.context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        }

        void ask() {
            context.runOnContext(ignored -> {
                RequestCost.begin(Duration.ofMinutes(1), Optional.empty());
                cache.get("alice", () -> store.load("alice"))
                        .subscribe()
                        .with(value -> answeredOn.complete(Vertx.currentContext()));
            });
        }
    }

    private UniAssertSubscriber<String> ask(String key) {
        return ask(cache, key);
    }

    private UniAssertSubscriber<String> askRight(String key) {
        return cache.get(key, () -> store.load(key), "right"::equals)
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    private UniAssertSubscriber<String> ask(FreshCache<String, String> asked, String key) {
        return asked.get(key, () -> store.load(key)).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private double counted(String figure) {
        return registry.get("feed.cache." + figure).counter().count();
    }

    private FreshCache<String, String> cache(Duration maxAge, long maxBytes) {
        return new FreshCache<>(Long.toString(maxBytes), maxAge, maxBytes, String::length, loads, ticker, registry);
    }

    private record Settings(int loads) implements CacheSettings {
        @Override
        public Duration maxAge() {
            return MAX_AGE;
        }

        @Override
        public int headEntries() {
            return 8;
        }

        @Override
        public MemorySize memory() {
            return new MemorySize(BigInteger.TEN);
        }
    }

    /** Answers when it is told to. */
    private static final class Store {
        private final List<String> asked = new CopyOnWriteArrayList<>();
        private final List<RequestCost> costs = new CopyOnWriteArrayList<>();
        private final List<Context> contexts = new CopyOnWriteArrayList<>();
        private final Map<String, List<CompletableFuture<String>>> open = new HashMap<>();

        Uni<String> load(String key) {
            asked.add(key);
            RequestCost.current().ifPresent(costs::add);
            if (Vertx.currentContext() != null) {
                contexts.add(Vertx.currentContext());
            }
            CompletableFuture<String> answer = new CompletableFuture<>();
            open.computeIfAbsent(key, absent -> new ArrayList<>()).add(answer);
            return Uni.createFrom().completionStage(answer);
        }

        void answer(String key, String value) {
            next(key, 0).complete(value);
        }

        void answerLast(String key, String value) {
            next(key, open.getOrDefault(key, List.of()).size() - 1).complete(value);
        }

        void fail(String key, Throwable failure) {
            next(key, 0).completeExceptionally(failure);
        }

        private CompletableFuture<String> next(String key, int index) {
            return open.getOrDefault(key, List.of()).remove(index);
        }
    }
}
