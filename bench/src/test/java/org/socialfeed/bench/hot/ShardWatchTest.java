package org.socialfeed.bench.hot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.socialfeed.bench.hot.ShardWatch.Change;

class ShardWatchTest {
    private static final List<Change> GROWN = List.of(new Change(0.1, 1), new Change(1.4, 16), new Change(3.2, 32));

    @Test
    void tellsWhatThereWasAtTheEndOfASecond() {
        assertThat(ShardWatch.at(GROWN, 0)).isEqualTo(1);
        assertThat(ShardWatch.at(GROWN, 1)).isEqualTo(16);
        assertThat(ShardWatch.at(GROWN, 2)).isEqualTo(16);
        assertThat(ShardWatch.at(GROWN, 30)).isEqualTo(32);
        assertThat(ShardWatch.at(List.of(), 3)).isZero();
    }

    @Test
    void theFirstLookIsNoGrowth() {
        assertThat(ShardWatch.firstGrowth(GROWN)).isEqualTo(OptionalDouble.of(1.4));
        assertThat(ShardWatch.lastGrowth(GROWN)).isEqualTo(OptionalDouble.of(3.2));
        assertThat(ShardWatch.firstGrowth(List.of(new Change(0.1, 1)))).isEmpty();
        assertThat(ShardWatch.lastGrowth(List.of(new Change(0.1, 1)))).isEmpty();
    }
}
