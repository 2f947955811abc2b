package org.socialfeed.bench.suite;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.socialfeed.bench.drive.Extent;
import org.socialfeed.bench.drive.WarmUp;
import org.socialfeed.bench.scenario.Sizes;

/**
 * How thorough a run is.
 *
 * @param posters how many post at once while loading; one alone makes the order of all posts, and so the cost of each page, the
 *     same in every run
 * @param first warm-up of the service before all scenarios
 * @param each warm-up of every line and anchor
 * @param extent of every line and anchor
 * @param turns in which a line and its anchors take it, one after the other: the speed of a shared machine changes from
 *     minute to minute, and so all of them have their share of each
 * @param settings of the service, besides those that it needs
 * @param memory settings of a second service for what is read from memory; without them it is read from the first
 * @param checked whether every page must be the one that the input says
 */
record Effort(
        Sizes sizes,
        int posters,
        WarmUp first,
        Optional<WarmUp> each,
        Extent extent,
        int turns,
        Map<String, String> settings,
        Optional<Map<String, String>> memory,
        boolean checked) {

    /** How much of each line and anchor is measured, for the report. */
    String length() {
        String much = extent.operations() == Long.MAX_VALUE
                ? extent.most().toSeconds() + " s"
                : "at most " + extent.operations() + " operations";
        return turns == 1 ? much : much + " in " + turns + " turns";
    }

    /**
     * Figures to publish. A service that has just started is far from its speed: on two cores its compilers take CPU time for
     * two to three minutes of full load, and the first lines would be theirs.
     */
    static Effort full(Duration line) {
        return new Effort(
                Sizes.full(),
                16,
                new WarmUp(Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(4)),
                Optional.of(new WarmUp(Duration.ofSeconds(1), Duration.ofSeconds(15), Duration.ofSeconds(40))),
                Extent.of(line),
                5,
                Map.of(),
                Optional.empty(),
                false);
    }

    /**
     * Whether everything works and costs what it may: so many operations of each, however fast they are. Without the caches
     * that go by age: what they save depends on how fast the machine is, and a budget must not. For the same reason what is
     * read from memory is read from a service that keeps it for longer than any run; nobody writes meanwhile.
     */
    static Effort quick() {
        return new Effort(
                Sizes.quick(),
                1,
                new WarmUp(Duration.ofSeconds(1), Duration.ofSeconds(8)),
                Optional.empty(),
                new Extent(Duration.ofSeconds(20), 40),
                1,
                Map.of("feed.cache.max-age", "0s"),
                Optional.of(Map.of("feed.cache.max-age", "1h")),
                true);
    }
}
