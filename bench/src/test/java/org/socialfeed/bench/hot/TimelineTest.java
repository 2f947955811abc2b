package org.socialfeed.bench.hot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final long START = TimeUnit.SECONDS.toNanos(500);

    @Test
    void answersCountForTheSecondOfTheirRequest() {
        Timeline timeline = new Timeline(START);
        int first = timeline.offered(START + millis(0));
        int late = timeline.offered(START + millis(999));
        int third = timeline.offered(START + millis(2_000));
        timeline.accepted(third);
        timeline.refused(late, "503 throttled");
        timeline.accepted(first);

        assertThat(timeline.seconds())
                .isEqualTo(List.of(
                        new Timeline.Second(2, 1, Map.of("503 throttled", 1L)),
                        new Timeline.Second(0, 0, Map.of()),
                        new Timeline.Second(1, 1, Map.of())));
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
