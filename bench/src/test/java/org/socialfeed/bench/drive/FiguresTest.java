package org.socialfeed.bench.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.socialfeed.bench.client.Capacity;

class FiguresTest {
    @Test
    void twoTurnsAreOneLoop() {
        Figures first = figures(30, 1_000, 2, Map.of("status 503", 1L), new Capacity(1, 0, 2));
        Figures second = figures(10, 5_000, 6, Map.of("status 503", 2L, "timeout", 1L), new Capacity(3, 4, 4));

        Figures both = first.and(second);

        assertThat(both.operations()).isEqualTo(40);
        assertThat(both.rate()).isEqualTo(5);
        assertThat(both.millis(50)).isEqualTo(1);
        assertThat(both.millis(99)).isBetween(5.0, 5.01);
        assertThat(both.errors()).isEqualTo(Map.of("status 503", 3L, "timeout", 1L));
        assertThat(both.perOperation()).contains(new Capacity(1.5, 1, 2.5));
        assertThat(first.operations()).isEqualTo(30);
    }

    @Test
    void aTurnThatToldNoCostChangesNone() {
        Figures told = figures(1, 1_000, 1, Map.of(), new Capacity(1, 0, 2));
        Figures silent = new Figures(new Histogram(3), 1, Map.of(), Optional.empty());
        assertThat(silent.and(told).perOperation()).isEqualTo(told.perOperation());
        assertThat(told.and(silent).perOperation()).isEqualTo(told.perOperation());
    }

    private static Figures figures(
            int operations, long micros, double seconds, Map<String, Long> errors, Capacity cost) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(micros, operations);
        return new Figures(histogram, seconds, errors, Optional.of(cost));
    }
}
