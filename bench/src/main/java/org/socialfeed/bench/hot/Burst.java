package org.socialfeed.bench.hot;

import java.util.List;
import java.util.OptionalDouble;
import org.socialfeed.bench.result.Line;

/**
 * A burst of writes to something cold.
 *
 * @param line the burst as a line
 * @param seconds what became of the writes of each second
 * @param changes how many shards there were, from when
 */
public record Burst(Line line, List<Timeline.Second> seconds, List<ShardWatch.Change> changes) {
    /** From this second on, next to nothing may be refused. */
    public static final int CALM = 10;

    OptionalDouble firstGrowth() {
        return ShardWatch.firstGrowth(changes);
    }

    OptionalDouble lastGrowth() {
        return ShardWatch.lastGrowth(changes);
    }

    int shards(int second) {
        return ShardWatch.at(changes, second);
    }

    /** Share of the writes offered from second {@value #CALM} on that were refused; 1 if none was offered. */
    double refusedWhenCalm() {
        List<Timeline.Second> calm = seconds.stream().skip(CALM).toList();
        long offered = calm.stream().mapToLong(Timeline.Second::offered).sum();
        long refused = calm.stream().mapToLong(Timeline.Second::refusals).sum();
        return offered == 0 ? 1 : (double) refused / offered;
    }
}
