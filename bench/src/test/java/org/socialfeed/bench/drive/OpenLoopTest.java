package org.socialfeed.bench.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final CompletableFuture<Outcome> DONE =
            CompletableFuture.completedFuture(Outcome.success(Optional.empty()));

    private final TestingClock clock = new TestingClock();

    @Test
    void whoeverWouldHaveComeDuringAStallHasWaitedForItsEnd() throws InterruptedException {
        List<Long> begun = new ArrayList<>();
        Work stallsOnce = () -> {
            begun.add(clock.nanos());
            clock.pass(begun.size() == 100 ? Duration.ofSeconds(1) : Duration.ZERO);
            return DONE;
        };

        Figures figures = new OpenLoop(1_000, 7, clock).run(stallsOnce, Extent.of(Duration.ofSeconds(10)));

        // About a thousand of ten thousand arrive while it stalls, and wait half a second on average.
        assertThat(figures.millis(88)).isZero();
        assertThat(figures.millis(95)).isCloseTo(500, within(60.0));
        assertThat(figures.millis(99.9)).isCloseTo(990, within(15.0));
    }

    @Test
    void meanRateIsTheOneAskedFor() throws InterruptedException {
        Figures figures = new OpenLoop(200, 3, clock).run(() -> DONE, Extent.of(Duration.ofSeconds(100)));

        assertThat(figures.operations()).isCloseTo(20_000, within(400L));
    }

    @Test
    void sameSeedGivesTheSameArrivals() throws InterruptedException {
        assertThat(arrivals(5)).isEqualTo(arrivals(5)).isNotEqualTo(arrivals(6));
    }

    @Test
    void endsWithTheOperationsThatItMayBegin() throws InterruptedException {
        Figures figures = new OpenLoop(100, 1, clock).run(() -> DONE, new Extent(Duration.ofDays(1), 42));

        assertThat(figures.operations()).isEqualTo(42);
    }

    private static List<Long> arrivals(long seed) throws InterruptedException {
        TestingClock clock = new TestingClock();
        List<Long> arrivals = new ArrayList<>();
        Work work = () -> {
            arrivals.add(clock.nanos());
            return DONE;
        };
        new OpenLoop(100, seed, clock).run(work, Extent.of(Duration.ofSeconds(1)));
        return arrivals;
    }
}
