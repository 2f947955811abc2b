package org.socialfeed.hot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.socialfeed.id.Username;
import org.socialfeed.problem.Problem;
import org.socialfeed.problem.ProblemKind;
import org.socialfeed.table.Key;
import org.socialfeed.table.Keys;
import org.socialfeed.table.Shard;

class LanesTest {
    private static final Key COUNT = Keys.followerCount(new Username("star"), Shard.FIRST);
    private static final Key OTHER = Keys.followerCount(new Username("star"), new Shard(1));
    private static final Duration SOON = Duration.ofSeconds(5);

    private final AtomicLong now = new AtomicLong();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Lanes lanes = new Lanes(now::get, metrics);
    private final List<String> begun = new ArrayList<>();

    @Test
    void writesOfOneShardGoOneAfterTheOther() {
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> second = new CompletableFuture<>();
        CompletableFuture<String> a = enter(COUNT, "a", first);
        CompletableFuture<String> b = enter(COUNT, "b", second);
        CompletableFuture<String> c = enter(COUNT, "c", CompletableFuture.completedFuture("c"));
        assertThat(begun).containsExactly("a");
        assertThat(waiting()).isEqualTo(2);

        first.complete("a");

        assertThat(a).succeedsWithin(SOON);
        assertThat(begun).containsExactly("a", "b");
        second.complete("b");
        assertThat(b).succeedsWithin(SOON);
        assertThat(c).succeedsWithin(SOON);
        assertThat(begun).containsExactly("a", "b", "c");
        assertThat(waiting()).isZero();
    }

    @Test
    void writesOfDifferentShardsDoNotWait() {
        begin(COUNT, "a", new CompletableFuture<>());
        begin(OTHER, "b", new CompletableFuture<>());
        assertThat(begun).containsExactly("a", "b");
    }

    @Test
    void growingGoesBeforeAllThatWait() {
        CompletableFuture<String> first = new CompletableFuture<>();
        begin(COUNT, "a", first);
        begin(COUNT, "b", new CompletableFuture<>());
        CompletableFuture<String> growing = lanes.ahead(COUNT, () -> write("grow", new CompletableFuture<>()))
                .subscribeAsCompletionStage();

        first.complete("a");

        assertThat(begun).containsExactly("a", "grow");
        assertThat(growing).isNotDone();
    }

    @Test
    void aWriteThatFailsLetsTheNextOneGo() {
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> a = enter(COUNT, "a", first);
        begin(COUNT, "b", new CompletableFuture<>());

        first.completeExceptionally(new IllegalStateException("failed"));

        assertThat(a).failsWithin(SOON);
        assertThat(begun).containsExactly("a", "b");
    }

    @Test
    void whoGoesAwayNeitherHoldsTheTurnNorTakesIt() {
        var held = lanes.inTurn(COUNT, () -> write("a", new CompletableFuture<>()))
                .subscribe()
                .with(done -> {});
        var waits = lanes.inTurn(COUNT, () -> write("b", new CompletableFuture<>()))
                .subscribe()
                .with(done -> {});
        begin(COUNT, "c", new CompletableFuture<>());

        waits.cancel();
        held.cancel();

        assertThat(begun).containsExactly("a", "c");
    }

    /** The answer may be lost for seconds: those who come later must not pay for it. */
    @Test
    void aTurnThatDoesNotEndStopsNobodyForLong() {
        CompletableFuture<String> hanging = new CompletableFuture<>();
        begin(COUNT, "a", hanging);
        begin(COUNT, "b", CompletableFuture.completedFuture("b"));

        now.addAndGet(Lanes.LONGEST_TURN.toNanos() + 1);
        CompletableFuture<String> c = enter(COUNT, "c", new CompletableFuture<>());

        assertThat(begun).containsExactly("a", "b", "c");
        // It has lost its turn, so its end is not that of c's.
        hanging.complete("a");
        begin(COUNT, "d", new CompletableFuture<>());
        assertThat(begun).containsExactly("a", "b", "c");
        assertThat(c).isNotDone();
    }

    @Test
    void whoWaitsTooLongIsToldToComeLater() {
        begin(COUNT, "a", new CompletableFuture<>());
        CompletableFuture<String> b = enter(COUNT, "b", new CompletableFuture<>());

        assertThat(b)
                .failsWithin(Lanes.LONGEST_WAIT.plus(SOON))
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.THROTTLED));
        assertThat(begun).containsExactly("a");
        assertThat(waiting()).isZero();
    }

    private void begin(Key count, String name, CompletableFuture<String> ends) {
        assertThat(enter(count, name, ends)).isNotCancelled();
    }

    private CompletableFuture<String> enter(Key count, String name, CompletableFuture<String> ends) {
        return lanes.inTurn(count, () -> write(name, ends)).subscribeAsCompletionStage();
    }

    private Uni<String> write(String name, CompletableFuture<String> ends) {
        begun.add(name);
        return Uni.createFrom().completionStage(ends);
    }

    private double waiting() {
        return metrics.get("feed.hot.waiting").gauge().value();
    }
}
