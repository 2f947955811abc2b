package org.socialfeed.bench.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.socialfeed.bench.drive.Figures;

/**
 * One scenario under one load, or an anchor under the same.
 *
 * @param connections of a closed loop; an open loop has a rate instead
 * @param rate intended operations per second of an open loop
 * @param followees whom the readers follow, on average
 * @param shards of the key that the scenario heats, after it
 * @param settled whether the rate had settled before; false also where there was no warm-up
 * @param anchored how it compares with its anchors, where it has some
 * @param limits what the limits proxy says of the line, where there is one
 */
public record Line(
        String name,
        OptionalInt connections,
        OptionalDouble rate,
        OptionalInt followees,
        OptionalInt shards,
        boolean settled,
        Figures figures,
        Resources resources,
        Anchored anchored,
        Optional<JsonNode> limits) {
    /** Added to a scenario's name for its store floor. */
    public static final String FLOOR = " store floor";

    /** Added to a scenario's name for its HTTP ceiling. */
    public static final String CEILING = " http ceiling";

    /** Share of the line's rate that an anchor reaches at least if it keeps up with it. */
    private static final double KEPT_UP = 0.9;

    /**
     * What the machine gave for the line.
     *
     * @param serviceCpu CPU seconds per 1,000 operations; so the others. Of an anchor, what stands for the service
     * @param generatorCpu of this process: what the measuring itself took of the same machine
     * @param rssMb resident memory of the service at the end, in MB
     * @param stolen share of the machine's CPU time that its host gave to others meanwhile, where that is known
     */
    public record Resources(
            double serviceCpu, double storeCpu, double generatorCpu, OptionalDouble rssMb, OptionalDouble stolen) {}

    /**
     * A line beside its anchors.
     *
     * @param floor which list of requests the store floor is, such as {@code cached}; of the line of a floor, its own
     * @param ofStoreFloor share of the store floor's speed, see {@link #shareOf}
     * @param ofHttpCeiling share of the HTTP ceiling's speed
     * @param cpuOfSdk the service's CPU time, as a multiple of what the SDK alone takes for as many calls: of that which the
     *     process takes that sends the floor
     */
    public record Anchored(Optional<String> floor, Share ofStoreFloor, Share ofHttpCeiling, OptionalDouble cpuOfSdk) {
        public static final Anchored NOT =
                new Anchored(Optional.empty(), Share.NONE, Share.NONE, OptionalDouble.empty());

        /** Of the line of a floor. */
        public static Anchored floor(String which) {
            return new Anchored(Optional.of(which), Share.NONE, Share.NONE, OptionalDouble.empty());
        }
    }

    /**
     * Speed as a share of an anchor's, 1 being as fast.
     *
     * @param value empty if there is no anchor, or nothing to divide by
     * @param keptUp whether the anchor could do what the load asked of it; a queue that grows says nothing about speed
     */
    public record Share(OptionalDouble value, boolean keptUp) {
        static final Share NONE = new Share(OptionalDouble.empty(), true);
        static final Share BEHIND = new Share(OptionalDouble.empty(), false);

        /** For people. */
        String words() {
            return keptUp ? Numbers.of(value) : "cannot keep up";
        }
    }

    /** The line with the ratios to its anchors. */
    public Line against(Line floor, Line ceiling) {
        return anchored(new Anchored(
                floor.anchored.floor(),
                shareOf(floor.figures()),
                shareOf(ceiling.figures()),
                finite(cpuOfACall() / floor.cpuOfACall())));
    }

    /** The line of readers who follow so many. */
    public Line following(int many) {
        return new Line(
                name, connections, rate, OptionalInt.of(many), shards, settled, figures, resources, anchored, limits);
    }

    /** The line, held against anchors so. */
    public Line anchored(Anchored against) {
        return new Line(name, connections, rate, followees, shards, settled, figures, resources, against, limits);
    }

    /** Operations that failed, or nothing at all that succeeded. */
    public boolean broken() {
        return figures.failures() > 0 || figures.operations() == 0;
    }

    /** For whoever watches the run. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%-24s %-16s %,9.1f/s  p50 %,8.2f  p99 %,8.2f ms  errors %s",
                name,
                load(),
                figures.rate(),
                figures.millis(50),
                figures.millis(99),
                figures.errors());
    }

    /** Such as {@code 8 connections} or {@code 120/s}. */
    public String load() {
        if (connections.isPresent()) {
            return connections.getAsInt() + (connections.getAsInt() == 1 ? " connection" : " connections");
        }
        return Numbers.of(rate.orElse(0)) + "/s";
    }

    /**
     * How much of an anchor's speed the line reaches: of its rate where both loops are closed; of its median latency, turned round,
     * where both are open and so have the same rate, which the anchor may not be able to bear.
     */
    private Share shareOf(Figures anchor) {
        if (connections.isPresent()) {
            return new Share(finite(figures.rate() / anchor.rate()), true);
        }
        // Both were asked for the same operations at the same times.
        return anchor.rate() < KEPT_UP * figures.rate()
                ? Share.BEHIND
                : new Share(finite(anchor.millis(50) / figures.millis(50)), true);
    }

    private double cpuOfACall() {
        return figures.perOperation()
                .map(cost -> resources.serviceCpu() / cost.calls())
                .orElse(Double.NaN);
    }

    private static OptionalDouble finite(double ratio) {
        return Double.isFinite(ratio) ? OptionalDouble.of(ratio) : OptionalDouble.empty();
    }
}
