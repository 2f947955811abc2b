package org.socialfeed.bench.hot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.socialfeed.bench.result.Numbers;
import org.socialfeed.bench.result.Requirement;

/** The figures that a run of the hot-key lines is to reach. */
final class Requirements {
    private static final double LEAST_GROWTH = 0.8;
    private static final double LATEST_GROWTH = 6;
    private static final double MOST_REFUSED = 0.01;

    private Requirements() {}

    /** All of a run, in its order. Lines without DynamoDB's latency are told, not judged. */
    static List<Requirement> of(HotResults results) {
        List<Requirement> all = new ArrayList<>();
        results.fixed().stream()
                .filter(line -> line.latency() && line.shards() > 1)
                .forEach(line -> all.add(growth(line, results.single(line))));
        results.bursts().forEach(burst -> {
            all.add(promotion(burst));
            all.add(calm(burst));
        });
        results.counts().forEach(count -> all.add(exactness(count)));
        results.storms().forEach(storm -> all.add(indexReads(storm)));
        return all;
    }

    private static Requirement growth(Fixed line, Fixed single) {
        double growth = line.growth(single);
        return new Requirement(
                "writes on one " + line.kind() + ", " + line.shards() + " shards",
                "at least " + LEAST_GROWTH + " × " + line.shards() + " × the rate of one shard",
                Numbers.of(growth) + " × " + line.shards() + " ("
                        + Numbers.of(line.line().figures().rate()) + "/s)",
                growth >= LEAST_GROWTH);
    }

    /** Whether the first growth was enough is what the refusals tell; growing once more for a still higher rate is no fault. */
    private static Requirement promotion(Burst burst) {
        OptionalDouble first = burst.firstGrowth();
        return new Requirement(
                burst.line().name() + ", promotion",
                "within " + Numbers.of(LATEST_GROWTH) + " s",
                first.isPresent()
                        ? "first after " + Numbers.of(first) + " s, last after " + Numbers.of(burst.lastGrowth()) + " s"
                        : "none",
                first.isPresent() && first.getAsDouble() <= LATEST_GROWTH);
    }

    private static Requirement calm(Burst burst) {
        double refused = burst.refusedWhenCalm();
        return new Requirement(
                burst.line().name() + ", refused from second " + Burst.CALM + " on",
                "below 1 %",
                String.format(Locale.ROOT, "%.2f %%", 100 * refused),
                refused < MOST_REFUSED);
    }

    private static Requirement exactness(Count count) {
        return new Requirement(
                count.line() + ", counts",
                "counts = edges, none of the accepted lost",
                String.format(
                        Locale.ROOT,
                        "%,d accepted, %,d edges, %,d counted, %,d shown",
                        count.accepted(),
                        count.edges(),
                        count.counts(),
                        count.shown()),
                count.isExact());
    }

    private static Requirement indexReads(Storm storm) {
        return new Requirement(
                storm.line().name() + ", index reads",
                "at most 1 a second, shard and replica",
                Numbers.of(storm.readsPerShard()) + " (" + storm.indexReads() + " in "
                        + Numbers.of(storm.line().figures().seconds()) + " s, " + storm.replicas() + " replicas)",
                storm.readsPerShard() <= 1);
    }
}
