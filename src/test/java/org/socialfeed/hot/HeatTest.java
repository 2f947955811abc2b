package org.socialfeed.hot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeatTest {
    private final Heat heat = new Heat(0);

    @Test
    void isLookedAtAfterASecond() {
        heat.written();
        assertThat(heat.due(millis(999), 50)).isFalse();
        assertThat(heat.due(millis(1000), 50)).isTrue();
        assertThat(heat.take(millis(1000))).isEqualTo(new Heat.Rates(1, 0));
        assertThat(heat.due(millis(1999), 50)).isFalse();
    }

    @Test
    void aBurstIsSeenBeforeTheSecondIsOver() {
        write(51);
        assertThat(heat.due(millis(499), 50)).isFalse();
        assertThat(heat.due(millis(500), 50)).isTrue();
        assertThat(heat.take(millis(500)).writes()).isEqualTo(102);
    }

    @Test
    void aSlowWindowIsMeasuredByItsLength() {
        write(100);
        assertThat(heat.take(millis(10_000)).writes()).isEqualTo(10);
    }

    @Test
    void attemptsFromBeforeTheKeyGrewSayNothing() {
        int before = heat.written();
        heat.renew(millis(100));
        heat.lost(before);
        heat.lost(heat.written());
        assertThat(heat.take(millis(1100))).isEqualTo(new Heat.Rates(1, 1));
    }

    private void write(int times) {
        for (int i = 0; i < times; i++) {
            heat.written();
        }
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
