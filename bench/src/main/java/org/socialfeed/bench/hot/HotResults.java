package org.socialfeed.bench.hot;

import java.util.List;
import org.socialfeed.bench.result.Results;

/**
 * A run of the hot-key lines.
 *
 * @param run machine, input and all lines
 * @param scale share of DynamoDB's limits
 */
record HotResults(
        Results run,
        double scale,
        List<Fixed> fixed,
        List<Burst> bursts,
        List<Storm> storms,
        List<Count> counts,
        List<Bystanders.Trickle> trickles) {

    /** The line of one shard that a line is held against. */
    Fixed single(Fixed line) {
        return fixed.stream()
                .filter(each ->
                        each.shards() == 1 && each.kind().equals(line.kind()) && each.latency() == line.latency())
                .findFirst()
                .orElseThrow();
    }
}
