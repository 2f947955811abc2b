package org.socialfeed.bench.replicas;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.socialfeed.bench.result.Markdown;
import org.socialfeed.bench.result.Numbers;
import org.socialfeed.bench.result.Requirement;
import org.socialfeed.bench.result.Series;
import org.socialfeed.bench.result.TimeChart;

/** The run for people. */
record ReplicasReport(Findings findings) {
    void write(Path markdown) throws IOException {
        Map<String, String> plots = new LinkedHashMap<>();
        findings.trials().stream()
                .filter(trial -> !trial.episodes().isEmpty())
                .forEach(trial -> plots.put(file(trial), plot(trial)));
        Markdown.write(markdown, folder -> text(folder, plots), plots);
    }

    private String text(String folder, Map<String, String> plots) {
        List<String> lines = new ArrayList<>(List.of("# Several replicas", ""));
        lines.addAll(Markdown.about(findings.run()));
        lines.add("What has to hold:");
        lines.add("");
        lines.addAll(Requirement.table(findings.requirements()));
        lines.add("");
        lines.addAll(trials());
        lines.add("");
        lines.addAll(episodes());
        lines.add("");
        lines.add(findings.audit().repeated() + " writes had not been answered, and were repeated.");
        lines.add("");
        plots.keySet().forEach(plot -> lines.add(Markdown.image(folder, plot)));
        lines.add("");
        return String.join("\n", lines);
    }

    private List<String> trials() {
        return Markdown.table(
                1,
                List.of("trial", "seconds", "requests/s", "p50 ms", "p99 ms", "longest ms", "failed"),
                findings.trials().stream()
                        .map(trial -> List.of(
                                trial.name(),
                                Numbers.of(trial.figures().seconds()),
                                Numbers.of(trial.figures().rate()),
                                Numbers.of(trial.figures().millis(50)),
                                Numbers.of(trial.figures().millis(99)),
                                Numbers.of(trial.figures().millis(100)),
                                Markdown.errors(trial.figures())))
                        .toList());
    }

    private List<String> episodes() {
        return Markdown.table(
                2,
                List.of(
                        "replica",
                        "what",
                        "at second",
                        "out of rotation after s",
                        "back after s",
                        "requests it had",
                        "failed",
                        "last failure after s",
                        "exit code"),
                findings.trials().stream()
                        .flatMap(trial -> trial.episodes().stream().map(episode -> cells(trial, episode)))
                        .toList());
    }

    private static List<String> cells(Trial trial, Episode episode) {
        return List.of(
                episode.replica(),
                episode.strike().words(),
                Numbers.of(trial.second(episode.struck())),
                Numbers.of(episode.secondsToDown()),
                Numbers.of(episode.secondsToUp()),
                String.valueOf(trial.exposed(episode)),
                String.valueOf(trial.cost(episode).size()),
                Numbers.of(trial.lastFailure(episode)),
                Numbers.of(episode.exitCode()));
    }

    private static String file(Trial trial) {
        return trial.name().replaceAll("[^a-z0-9]+", "-") + ".svg";
    }

    private static String plot(Trial trial) {
        return new TimeChart(
                        trial.name() + ": requests a second",
                        List.of(
                                series(trial, "answered", attempt -> !attempt.failed()),
                                series(trial, "failed", Attempt::failed)))
                .draw();
    }

    /** By the second in which they ended. */
    private static Series series(Trial trial, String name, Predicate<Attempt> which) {
        double[] seconds = new double[(int) trial.figures().seconds() + 1];
        trial.attempts().stream()
                .filter(which)
                .mapToInt(attempt -> Math.min((int) trial.second(attempt.ended()), seconds.length - 1))
                .forEach(second -> seconds[second]++);
        return new Series(
                name,
                IntStream.range(0, seconds.length)
                        .mapToObj(second -> seconds[second])
                        .toList());
    }
}
