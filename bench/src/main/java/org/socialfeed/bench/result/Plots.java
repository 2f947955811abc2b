package org.socialfeed.bench.result;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.socialfeed.bench.client.Capacity;

/** The plots of a report, by file name. */
record Plots(Results results) {
    Map<String, String> all() {
        Map<String, String> plots = new LinkedHashMap<>();
        List<Line> firstPages = named("feed-first-page");
        if (!firstPages.isEmpty()) {
            plots.put("first-page.svg", firstPages(firstPages));
        }
        List<Line> sweep = results.scenarios().stream()
                .filter(line -> line.name().startsWith("feed-followees-"))
                .toList();
        if (sweep.size() > 1) {
            plots.put("followees.svg", followees(sweep));
        }
        plots.put("latency.svg", latency());
        plots.put("cost.svg", cost());
        return plots;
    }

    /** The line of an anchor under the load of this line. */
    Optional<Line> anchor(Line line, String which) {
        return results.anchors().stream()
                .filter(anchor -> anchor.name().equals(line.name() + which))
                .filter(anchor -> anchor.load().equals(line.load()))
                .findFirst();
    }

    private String firstPages(List<Line> lines) {
        return new BarChart(
                        "First page of the feed: rate by load",
                        "operations per second",
                        lines.stream().map(Line::load).toList(),
                        List.of(
                                new Series(
                                        "service",
                                        values(lines, line -> line.figures().rate())),
                                new Series(
                                        "store floor",
                                        anchors(
                                                lines,
                                                Line.FLOOR,
                                                line -> line.figures().rate())),
                                new Series(
                                        "HTTP ceiling",
                                        anchors(
                                                lines,
                                                Line.CEILING,
                                                line -> line.figures().rate()))))
                .draw();
    }

    private String followees(List<Line> lines) {
        return new LineChart(
                        "First page of the feed by followees, one connection",
                        "followees of the reader",
                        "median latency, ms",
                        values(lines, line -> line.followees().orElse(0)),
                        List.of(
                                new Series(
                                        "service",
                                        values(lines, line -> line.figures().millis(50))),
                                new Series(
                                        "store floor",
                                        anchors(
                                                lines,
                                                Line.FLOOR,
                                                line -> line.figures().millis(50)))))
                .draw();
    }

    private String latency() {
        List<Line> lines = results.scenarios();
        return new BarChart(
                        "Latency",
                        "milliseconds",
                        labels(lines),
                        List.of(
                                new Series(
                                        "p50",
                                        values(lines, line -> line.figures().millis(50))),
                                new Series(
                                        "p99",
                                        values(lines, line -> line.figures().millis(99)))))
                .draw();
    }

    private String cost() {
        List<Line> lines = results.scenarios();
        return new BarChart(
                        "Cost in DynamoDB",
                        "per operation",
                        labels(lines),
                        List.of(
                                new Series("calls", costs(lines, Capacity::calls)),
                                new Series("read units", costs(lines, Capacity::rcu)),
                                new Series("write units", costs(lines, Capacity::wcu))))
                .draw();
    }

    private List<Line> named(String name) {
        return results.scenarios().stream()
                .filter(line -> line.name().equals(name))
                .toList();
    }

    private static List<String> labels(List<Line> lines) {
        return lines.stream().map(line -> line.name() + ", " + line.load()).toList();
    }

    private static List<Double> values(List<Line> lines, ToDoubleFunction<Line> value) {
        return lines.stream().map(value::applyAsDouble).toList();
    }

    private List<Double> anchors(List<Line> lines, String which, ToDoubleFunction<Line> value) {
        return values(
                lines, line -> anchor(line, which).map(value::applyAsDouble).orElse(Double.NaN));
    }

    private static List<Double> costs(List<Line> lines, ToDoubleFunction<Capacity> value) {
        return values(
                lines,
                line -> line.figures()
                        .perOperation()
                        .map(value::applyAsDouble)
                        .filter(cost -> cost > 0)
                        .orElse(Double.NaN));
    }
}
