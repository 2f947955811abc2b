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
     * @param ofStoreFloor share of the store floor's speed, see {@link #shareOf}
     * @param ofHttpCeiling share of the HTTP ceiling's speed
     * @param cpuOfSdk the service's CPU time, as a multiple of what the SDK alone takes for as many calls: of that which the
     *     process takes that sends the floor
     */
    public record Anchored(OptionalDouble ofStoreFloor, OptionalDouble ofHttpCeiling, OptionalDouble cpuOfSdk) {
        public static final Anchored NOT =
                new Anchored(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** The line with the ratios to its anchors. */
    public Line against(Line floor, Line ceiling) {
        return new Line(
                name,
                connections,
                rate,
                followees,
                shards,
                settled,
                figures,
                resources,
                new Anchored(
                        shareOf(floor.figures()),
                        shareOf(ceiling.figures()),
                        finite(cpuOfACall() / floor.cpuOfACall())),
                limits);
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
     * How much of an anchor's speed the line reaches, 1 being all of it: of its rate where both loops are closed; of its median
     * latency, turned round, where both are open and so have the same rate.
     */
    private OptionalDouble shareOf(Figures anchor) {
        double share =
                connections.isPresent() ? figures.rate() / anchor.rate() : anchor.millis(50) / figures.millis(50);
        return finite(share);
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
