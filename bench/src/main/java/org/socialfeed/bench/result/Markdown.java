package org.socialfeed.bench.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.socialfeed.bench.drive.Figures;

/** What the reports have in common. */
public final class Markdown {
    private Markdown() {}

    /**
     * Writes a report, and its plots into a folder beside it that is named like it.
     *
     * @param file ends in {@code .md}
     * @param text makes the report from the name of that folder
     * @param plots SVG by file name
     */
    public static void write(Path file, UnaryOperator<String> text, Map<String, String> plots) throws IOException {
        Path absolute = file.toAbsolutePath();
        String name = absolute.getFileName().toString().replaceFirst("\\.md$", "");
        Path folder = Files.createDirectories(absolute.resolveSibling(name));
        for (Map.Entry<String, String> plot : plots.entrySet()) {
            Files.writeString(folder.resolve(plot.getKey()), plot.getValue());
        }
        Files.writeString(absolute, text.apply(name));
    }

    /** What was measured, where and when. */
    public static List<String> about(Results results) {
        Machine machine = results.machine();
        return List.of(
                "Commit `" + results.commit() + "`, " + results.date() + ". " + machine.cores() + " cores of "
                        + machine.cpu() + ", " + Numbers.of(machine.memoryMb() / 1e3) + " GB, " + machine.os() + ", "
                        + machine.java() + "; service, store and generator share them.",
                "",
                results.input().entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining("; ", "Input: ", ".")),
                "");
    }

    /** @param words how many columns, from the left, hold words; the others hold numbers */
    public static List<String> table(int words, List<String> columns, List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(row(columns));
        lines.add("|" + "---|".repeat(words) + "---:|".repeat(columns.size() - words));
        rows.forEach(row -> lines.add(row(row)));
        return lines;
    }

    public static String image(String folder, String plot) {
        return "![" + plot.replace(".svg", "") + "](" + folder + "/" + plot + ")";
    }

    /** Failed operations by kind; 0 if there are none. */
    public static String errors(Figures figures) {
        return figures.errors().isEmpty()
                ? "0"
                : figures.errors().entrySet().stream()
                        .map(error -> error.getValue() + " " + error.getKey())
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
