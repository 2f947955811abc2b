package org.socialfeed.bench.drive;

import java.time.Duration;

/** Time that passes only when somebody sleeps, or lets it pass. */
final class TestingClock implements NanoClock {
    private long now = 1_000_000_007L;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void sleepUntil(long nanos) {
        now = Math.max(now, nanos);
    }

    void pass(Duration time) {
        now += time.toNanos();
    }
}
