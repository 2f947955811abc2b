package org.socialfeed.contract;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of metrics, as Prometheus knows them: those that a replica exposes, and those in the page about them. */
public final class Metrics {
    public static final String PAGE = "docs/operations.md";

    private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_:][a-zA-Z0-9_:]*)[{ ]", Pattern.MULTILINE);

    private Metrics() {}

    /** The names of all samples in an answer of {@code /q/metrics}. */
    public static Set<String> exposed(String scraped) {
        return SAMPLE.matcher(scraped)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of all samples that the page promises, but for those of the platform's families. */
    static Set<String> documented() {
        return Table.rows(PAGE, "metric | kind | labels | what").stream()
                .flatMap(row -> samples(row.get(0), row.get(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the names of the platform's metrics begin with. */
    static Set<String> families() {
        return Table.rows(PAGE, "family | what").stream().map(row -> row.get(0)).collect(Collectors.toSet());
    }

    private static Stream<String> samples(String metric, String kind) {
        return switch (kind) {
            case "timer" -> Stream.of("_bucket", "_count", "_sum", "_max").map(metric::concat);
            case "summary" -> Stream.of("_count", "_sum", "_max").map(metric::concat);
            case "counter", "gauge" -> Stream.of(metric);
            default -> throw new IllegalArgumentException("No kind of metric: " + kind);
        };
    }
}
