package org.socialfeed.bench.scenario;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.socialfeed.bench.floor.Floor;

/**
 * One kind of traffic, measured under each of its loads.
 *
 * @param followees whom its readers follow, on average
 * @param memory whether all that it reads of others is in a replica's memory
 * @param shards asked after each line: over how many shards the key that it heats is spread
 */
public record Scenario(
        String name,
        Operations operations,
        List<Load> loads,
        OptionalInt followees,
        Optional<Anchors> anchors,
        boolean memory,
        Supplier<OptionalInt> shards) {

    /**
     * What a feed read is held against.
     *
     * @param floor its list of requests
     */
    public record Anchors(Floor floor, FeedReads reads) {}

    static Scenario writes(String name, Operations operations, int connections) {
        return new Scenario(
                name,
                operations,
                List.of(new Load.Closed(connections)),
                OptionalInt.empty(),
                Optional.empty(),
                false,
                OptionalInt::empty);
    }

    static Scenario reads(String name, FeedReads reads, Floor floor, int followees, List<Load> loads) {
        return new Scenario(
                name,
                reads,
                loads,
                OptionalInt.of(followees),
                Optional.of(new Anchors(floor, reads)),
                false,
                OptionalInt::empty);
    }

    Scenario shardedAs(Supplier<OptionalInt> told) {
        return new Scenario(name, operations, loads, followees, anchors, memory, told);
    }

    Scenario fromMemory() {
        return new Scenario(name, operations, loads, followees, anchors, true, shards);
    }
}
