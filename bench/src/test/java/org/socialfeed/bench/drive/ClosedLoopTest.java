package org.socialfeed.bench.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.socialfeed.bench.client.Capacity;

@Timeout(30)
class ClosedLoopTest {
    private static final Executor LATER = CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS);

    private final TestingClock clock = new TestingClock();

    @Test
    void asManyAreInFlightAsThereAreConnections() throws InterruptedException {
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Work work = () -> {
            most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            return CompletableFuture.supplyAsync(
                    () -> {
                        inFlight.decrementAndGet();
                        return Outcome.success(Optional.empty());
                    },
                    LATER);
        };

        Figures figures = new ClosedLoop(4, NanoClock.SYSTEM).run(work, new Extent(Duration.ofSeconds(20), 100));

        assertThat(figures.operations()).isEqualTo(100);
        assertThat(most).hasValue(4);
        assertThat(figures.millis(50)).isGreaterThanOrEqualTo(4);
    }

    @Test
    void nothingBeginsAfterTheEnd() throws InterruptedException {
        Work tenMillis = () -> {
            clock.pass(Duration.ofMillis(10));
            return CompletableFuture.completedFuture(Outcome.success(Optional.empty()));
        };

        Figures figures = new ClosedLoop(1, clock).run(tenMillis, Extent.of(Duration.ofSeconds(1)));

        assertThat(figures.operations()).isEqualTo(100);
        assertThat(figures.rate()).isCloseTo(100, within(0.1));
        assertThat(figures.millis(50)).isCloseTo(10, within(0.01));
    }

    @Test
    void nothingBeginsOnceItIsOver() throws InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        Work work = () -> {
            begun.incrementAndGet();
            return CompletableFuture.supplyAsync(() -> Outcome.success(Optional.empty()), LATER);
        };

        Figures figures = new ClosedLoop(2, NanoClock.SYSTEM)
                .run(work, Extent.of(Duration.ofSeconds(20)), () -> begun.get() >= 10);

        assertThat(figures.operations()).isEqualTo(begun.get()).isEqualTo(10);
    }

    /** As those that fail before anything is sent. */
    @Test
    void anyNumberMayEndAtOnce() throws InterruptedException {
        Work atOnce = () -> CompletableFuture.completedFuture(Outcome.failure("no actor left"));

        Figures figures = new ClosedLoop(2, NanoClock.SYSTEM).run(atOnce, new Extent(Duration.ofSeconds(20), 300_000));

        assertThat(figures.errors()).containsOnly(entry("no actor left", 300_000));
    }

    @Test
    void failuresAreCountedByKindAndKeptOutOfTheFigures() throws InterruptedException {
        AtomicInteger number = new AtomicInteger();
        Work work = () -> switch (number.getAndIncrement() % 4) {
            case 0 -> CompletableFuture.completedFuture(Outcome.failure("status 503"));
            case 1 -> CompletableFuture.failedFuture(new IllegalStateException());
            case 2 -> CompletableFuture.completedFuture(Outcome.success(Optional.of(new Capacity(1, 8, 2))));
            default -> CompletableFuture.completedFuture(Outcome.success(Optional.of(new Capacity(2, 8, 4))));
        };

        Figures figures = new ClosedLoop(1, clock).run(work, new Extent(Duration.ofSeconds(1), 40));

        assertThat(figures.errors()).containsOnly(entry("status 503", 10), entry("IllegalStateException", 10));
        assertThat(figures.operations()).isEqualTo(20);
        assertThat(figures.perOperation()).contains(new Capacity(1.5, 8, 3));
    }

    private static Map.Entry<String, Long> entry(String kind, long count) {
        return Map.entry(kind, count);
    }
}
