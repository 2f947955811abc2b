package org.socialfeed.bench.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private final BackOff backOff = BackOff.of(8);

    @Test
    void waitsDoubleUpToTheCap() {
        assertThat(backOff.before(0, OptionalLong.empty())).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(backOff.before(3, OptionalLong.empty())).isBetween(Duration.ofMillis(400), Duration.ofMillis(800));
        assertThat(backOff.before(90, OptionalLong.empty())).isBetween(Duration.ofMillis(2500), Duration.ofSeconds(5));
    }

    @Test
    void retryAfterIsAFloorWithinReason() {
        assertThat(backOff.before(0, OptionalLong.of(7))).isEqualTo(Duration.ofSeconds(7));
        assertThat(backOff.before(0, OptionalLong.of(86_400))).isEqualTo(BackOff.LONGEST_WISH);
    }
}
