package org.socialfeed.bench.hot;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.socialfeed.bench.client.Capacity;
import org.socialfeed.bench.drive.Figures;
import org.socialfeed.bench.result.Line;
import org.socialfeed.bench.result.Markdown;
import org.socialfeed.bench.result.Numbers;
import org.socialfeed.bench.result.Requirement;
import org.socialfeed.bench.result.Series;
import org.socialfeed.bench.result.TimeChart;

/** The run for people. */
record HotReport(HotResults results) {
    private static final String POSTS =
            "There is no line of one author's posts. Shards spread them and their index entries for those who read;"
                    + " but each post also changes the one item `COUNT#OWN` of its author, which keeps their order, so one"
                    + " author posts about 100 times a second at most however many shards there are (decision 0014).";

    void write(Path markdown) throws IOException {
        Map<String, String> plots = new LinkedHashMap<>();
        results.bursts().forEach(burst -> plots.put(burst.line().name() + ".svg", plot(burst)));
        Markdown.write(markdown, this::text, plots);
    }

    private String text(String folder) {
        List<String> lines = new ArrayList<>();
        lines.add("# Hot keys under limits");
        lines.add("");
        lines.addAll(Markdown.about(results.run()));
        lines.add("Each partition key has " + Numbers.of(1_000 * results.scale()) + " write and "
                + Numbers.of(3_000 * results.scale()) + " read units a second, so a shard takes at most "
                + Numbers.of(Fixed.most(1, results.scale()))
                + " likes or follows a second. `bench/README.md` tells what is measured, and how.");
        lines.add("");
        lines.add(POSTS);
        section(lines, "Figures to reach", Requirement.table(Requirements.of(results)));
        section(lines, "Lines", lines());
        section(lines, "Fixed numbers of shards", fixed());
        for (Burst burst : results.bursts()) {
            section(lines, "Burst: " + burst.line().name(), seconds(burst));
            lines.add(Markdown.image(folder, burst.line().name() + ".svg"));
            lines.add("");
        }
        section(lines, "Those who are not involved", others());
        return String.join("\n", lines);
    }

    private static void section(List<String> lines, String title, List<String> content) {
        lines.add("");
        lines.add("## " + title);
        lines.add("");
        lines.addAll(content);
        lines.add("");
    }

    private List<String> lines() {
        return Markdown.table(
                2,
                List.of(
                        "line",
                        "load",
                        "shards",
                        "ops/s",
                        "p50 ms",
                        "p99 ms",
                        "errors",
                        "throttled",
                        "conflicts",
                        "calls/op",
                        "RCU/op",
                        "WCU/op",
                        "service CPU s/1,000",
                        "store CPU s/1,000",
                        "stolen"),
                results.run().scenarios().stream().map(HotReport::cells).toList());
    }

    private static List<String> cells(Line line) {
        Figures figures = line.figures();
        var cost = figures.perOperation();
        return List.of(
                line.name(),
                line.load(),
                Numbers.of(line.shards()),
                Numbers.of(figures.rate()),
                Numbers.of(figures.millis(50)),
                Numbers.of(figures.millis(99)),
                Markdown.errors(figures),
                refused(line, "throttled"),
                refused(line, "conflicts"),
                cost.map(Capacity::calls).map(Numbers::of).orElse(""),
                cost.map(Capacity::rcu).map(Numbers::of).orElse(""),
                cost.map(Capacity::wcu).map(Numbers::of).orElse(""),
                Numbers.of(line.resources().serviceCpu()),
                Numbers.of(line.resources().storeCpu()),
                Numbers.of(line.resources().stolen()));
    }

    /** As the proxy counts, over the partitions with the most refusals. */
    private static String refused(Line line, String how) {
        JsonNode partitions = line.limits().orElseThrow().path("partitions");
        return Numbers.of(StreamSupport.stream(partitions.spliterator(), false)
                .mapToDouble(partition -> partition.path(how).asDouble())
                .sum());
    }

    private List<String> fixed() {
        return Markdown.table(
                1,
                List.of("line", "shards", "accepted/s", "of n × one shard", "of the limit"),
                results.fixed().stream()
                        .map(each -> List.of(
                                each.line().name(),
                                String.valueOf(each.shards()),
                                Numbers.of(each.line().figures().rate()),
                                Numbers.of(each.growth(results.single(each))),
                                Numbers.of(each.ofLimit(results.scale()))))
                        .toList());
    }

    private static List<String> seconds(Burst burst) {
        return Markdown.table(
                0,
                List.of("second", "offered", "accepted", "refused", "shards"),
                IntStream.range(0, burst.seconds().size())
                        .mapToObj(second -> {
                            Timeline.Second each = burst.seconds().get(second);
                            return List.of(
                                    String.valueOf(second),
                                    String.valueOf(each.offered()),
                                    String.valueOf(each.accepted()),
                                    each.refused().isEmpty()
                                            ? "0"
                                            : each.refused().toString(),
                                    String.valueOf(burst.shards(second)));
                        })
                        .toList());
    }

    private List<String> others() {
        return Markdown.table(
                1,
                List.of(
                        "during",
                        "feed p50 ms",
                        "feed p99 ms",
                        "like p50 ms",
                        "like p99 ms",
                        "feed errors",
                        "like errors"),
                results.trickles().stream()
                        .map(each -> List.of(
                                each.during(),
                                Numbers.of(each.reads().millis(50)),
                                Numbers.of(each.reads().millis(99)),
                                Numbers.of(each.likes().millis(50)),
                                Numbers.of(each.likes().millis(99)),
                                Markdown.errors(each.reads()),
                                Markdown.errors(each.likes())))
                        .toList());
    }

    private static String plot(Burst burst) {
        List<Double> shards = IntStream.range(0, burst.seconds().size())
                .mapToObj(second -> (double) burst.shards(second))
                .toList();
        return new TimeChart(
                        burst.line().name() + ": writes a second, and shards",
                        List.of(
                                series(burst, "offered", Timeline.Second::offered),
                                series(burst, "refused", Timeline.Second::refusals),
                                series(burst, "accepted", Timeline.Second::accepted),
                                new Series("shards", shards)))
                .draw();
    }

    private static Series series(Burst burst, String name, ToDoubleFunction<Timeline.Second> value) {
        return new Series(
                name,
                burst.seconds().stream()
                        .map(second -> value.applyAsDouble(second))
                        .toList());
    }
}
