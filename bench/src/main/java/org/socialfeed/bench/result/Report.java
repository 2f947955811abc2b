package org.socialfeed.bench.result;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.socialfeed.bench.client.Capacity;
import org.socialfeed.bench.drive.Figures;

/** The run for people: Markdown, and plots as SVG in a folder beside it that is named like it. */
public record Report(Results results) {
    private static final List<String> COLUMNS = List.of(
            "scenario",
            "load",
            "followees",
            "shards",
            "ops/s",
            "p50 ms",
            "p90 ms",
            "p99 ms",
            "p99.9 ms",
            "errors",
            "calls/op",
            "RCU/op",
            "WCU/op",
            "service CPU s/1,000",
            "store CPU s/1,000",
            "RSS MB",
            "stolen",
            "floor",
            "of store floor",
            "of HTTP ceiling",
            "CPU of bare SDK");

    private static final String FLOORS =
            "Floor: `cached` is 2 requests, all else being in memory; `pull` is followees + 4, of a reader of whom"
                    + " nothing is known. An anchor *cannot keep up* if it does less than 0.9 of an open loop's rate.";

    /** @param markdown a file that ends in {@code .md} */
    public void write(Path markdown) throws IOException {
        Map<String, String> plots = new Plots(results).all();
        Markdown.write(markdown, folder -> text(folder, plots), plots);
    }

    private String text(String folder, Map<String, String> plots) {
        List<String> lines = new ArrayList<>();
        lines.add("# Benchmarks");
        lines.add("");
        lines.addAll(Markdown.about(results));
        lines.addAll(table(results.scenarios()));
        lines.add("");
        if (results.scenarios().stream().anyMatch(line -> !line.settled())) {
            lines.add("`*`: the rate had not settled before the line was measured.");
            lines.add("");
        }
        lines.add(FLOORS);
        lines.add("");
        plots.keySet().forEach(plot -> lines.add(Markdown.image(folder, plot)));
        lines.add("");
        lines.add("## Anchors");
        lines.add("");
        lines.addAll(table(results.anchors()));
        lines.add("");
        return String.join("\n", lines);
    }

    private static List<String> table(List<Line> lines) {
        return Markdown.table(2, COLUMNS, lines.stream().map(Report::cells).toList());
    }

    private static List<String> cells(Line line) {
        Figures figures = line.figures();
        Optional<Capacity> cost = figures.perOperation();
        return List.of(
                line.name() + (line.settled() ? "" : " *"),
                line.load(),
                Numbers.of(line.followees()),
                Numbers.of(line.shards()),
                Numbers.of(figures.rate()),
                Numbers.of(figures.millis(50)),
                Numbers.of(figures.millis(90)),
                Numbers.of(figures.millis(99)),
                Numbers.of(figures.millis(99.9)),
                Markdown.errors(figures),
                cost.map(each -> Numbers.of(each.calls())).orElse(""),
                cost.map(each -> Numbers.of(each.rcu())).orElse(""),
                cost.map(each -> Numbers.of(each.wcu())).orElse(""),
                Numbers.of(line.resources().serviceCpu()),
                Numbers.of(line.resources().storeCpu()),
                Numbers.of(line.resources().rssMb()),
                Numbers.of(line.resources().stolen()),
                line.anchored().floor().orElse(""),
                line.anchored().ofStoreFloor().words(),
                line.anchored().ofHttpCeiling().words(),
                Numbers.of(line.anchored().cpuOfSdk()));
    }
}
