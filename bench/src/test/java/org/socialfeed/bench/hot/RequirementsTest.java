package org.socialfeed.bench.hot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socialfeed.bench.drive.Figures;
import org.socialfeed.bench.hot.ShardWatch.Change;
import org.socialfeed.bench.result.Line;
import org.socialfeed.bench.result.Machine;
import org.socialfeed.bench.result.Requirement;
import org.socialfeed.bench.result.Results;

class RequirementsTest {
    private static final double SCALE = 0.05;

    @ParameterizedTest
    @CsvSource({"800, true", "640, true", "639, false"})
    void eightShardsTakeMostOfEightTimesWhatOneTakes(int operations, boolean reached) {
        List<Fixed> lines =
                List.of(fixed("post", 1, true, 100), fixed("post", 8, true, operations), fixed("user", 1, true, 9_999));
        assertThat(judge(lines, List.of(), List.of(), List.of()))
                .singleElement()
                .isEqualTo(new Requirement(
                        "writes on one post, 8 shards",
                        "at least 0.8 × 8 × the rate of one shard",
                        judge(lines, List.of(), List.of(), List.of()).get(0).found(),
                        reached));
    }

    /** And are held against each other, not against those with latency. */
    @Test
    void linesWithoutLatencyAreToldAndNotJudged() {
        Fixed eight = fixed("post", 8, false, 80);
        HotResults results = results(
                List.of(fixed("post", 1, true, 100), fixed("post", 1, false, 40), eight),
                List.of(),
                List.of(),
                List.of());
        assertThat(Requirements.of(results)).isEmpty();
        assertThat(eight.growth(results.single(eight))).isEqualTo(0.25);
    }

    @ParameterizedTest
    @CsvSource({"5.9, 0, true, true", "6.1, 0, false, true", "5.9, 1, true, false"})
    void aBurstIsPromotedInTimeAndThenNotRefused(double grown, int refused, boolean inTime, boolean calm) {
        List<Timeline.Second> seconds = new ArrayList<>(
                Collections.nCopies(Burst.CALM, new Timeline.Second(5, 0, Map.of("503 throttled", 5L))));
        seconds.addAll(Collections.nCopies(9, new Timeline.Second(10, 10, Map.of())));
        seconds.add(new Timeline.Second(10, 10 - refused, Map.of("503 throttled", (long) refused)));
        Burst burst = new Burst(
                line("cold-post", 95), seconds, List.of(new Change(0, 1), new Change(grown, 16), new Change(9, 32)));
        assertThat(judge(List.of(), List.of(burst), List.of(), List.of()))
                .extracting(Requirement::reached)
                .containsExactly(inTime, calm);
    }

    @Test
    void aBurstThatIsNeverPromotedHasNotReachedIt() {
        Burst burst = new Burst(line("cold-post", 1), List.of(), List.of(new Change(0, 1)));
        assertThat(judge(List.of(), List.of(burst), List.of(), List.of()))
                .extracting(Requirement::reached)
                .containsExactly(false, false);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 10, 10, 10, true", // all agree
        "9, 10, 10, 10, true", // an answer was lost
        "11, 10, 10, 10, false", // a write was lost
        "10, 10, 11, 11, false",
        "10, 10, 10, 9, false",
    })
    void countsAreTheEdges(long accepted, long edges, long counts, long shown, boolean reached) {
        assertThat(judge(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new Count("hot-post-1", accepted, edges, counts, shown))))
                .extracting(Requirement::reached)
                .containsExactly(reached);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 10, true",
        "1, 1, 11, false",
        "4, 1, 41, false",
        "1, 2, 20, true",
        "4, 2, 80, true",
        "4, 2, 81, false"
    })
    void aStormCostsOneIndexReadASecondShardAndReplica(int shards, int replicas, long reads, boolean reached) {
        Storm storm = new Storm(line("read-storm", 5_000), shards, replicas, reads);
        assertThat(judge(List.of(), List.of(), List.of(storm), List.of()))
                .extracting(Requirement::reached)
                .containsExactly(reached);
    }

    private static List<Requirement> judge(
            List<Fixed> fixed, List<Burst> bursts, List<Storm> storms, List<Count> counts) {
        return Requirements.of(results(fixed, bursts, storms, counts));
    }

    private static HotResults results(List<Fixed> fixed, List<Burst> bursts, List<Storm> storms, List<Count> counts) {
        Results run = new Results(
                new Machine("a CPU", 2, 8_000, "Linux 6", "OpenJDK 17"),
                "0123abc",
                Instant.parse("2026-01-02T03:04:05Z"),
                Map.of(),
                List.of(),
                List.of());
        return new HotResults(run, SCALE, fixed, bursts, storms, counts, List.of());
    }

    private static Fixed fixed(String kind, int shards, boolean latency, int operations) {
        return new Fixed(kind, shards, latency, line("hot-" + kind + "-" + shards, operations));
    }

    /** So many operations in ten seconds. */
    private static Line line(String name, int operations) {
        Histogram micros = new Histogram(3);
        micros.recordValueWithCount(1_000, operations);
        return new Line(
                name,
                OptionalInt.of(8),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                true,
                new Figures(micros, 10, Map.of(), Optional.empty()),
                new Line.Resources(1, 1, 1, OptionalDouble.empty(), OptionalDouble.empty()),
                Line.Anchored.NOT,
                Optional.empty());
    }
}
