package org.socialfeed.bench.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private final TestingClock clock = new TestingClock();
    private final ClosedLoop driver = new ClosedLoop(1, clock);
    private Duration latency = Duration.ofMillis(100);

    @Test
    void endsWhenTheRateHasSettled() throws InterruptedException {
        long start = clock.nanos();

        boolean settled = warmUp(before -> before.toMillis() > 10 ? before.minusMillis(1) : before);

        assertThat(settled).isTrue();
        assertThat(Duration.ofNanos(clock.nanos() - start)).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(10));
    }

    @Test
    void givesUpOnARateThatNeverSettles() throws InterruptedException {
        assertThat(warmUp(before -> before.plus(before.dividedBy(5)))).isFalse();
    }

    @Test
    void goesOnForAsLongAsItMustThoughTheRateHasSettled() throws InterruptedException {
        long start = clock.nanos();

        boolean settled = warmUp(Duration.ofSeconds(15), before -> before);

        assertThat(settled).isTrue();
        assertThat(Duration.ofNanos(clock.nanos() - start)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(16));
    }

    private boolean warmUp(UnaryOperator<Duration> next) throws InterruptedException {
        return warmUp(Duration.ZERO, next);
    }

    /** @param next the latency after that of the last operation */
    private boolean warmUp(Duration least, UnaryOperator<Duration> next) throws InterruptedException {
        Work work = () -> {
            clock.pass(latency);
            latency = next.apply(latency);
            return CompletableFuture.completedFuture(Outcome.success(Optional.empty()));
        };
        return new WarmUp(Duration.ofSeconds(1), least, Duration.ofSeconds(60)).run(driver, work, clock);
    }
}
