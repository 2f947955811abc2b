package org.socialfeed.bench.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.socialfeed.bench.verify.Mismatches;

/** What came of a run. {@code counts} are in the order in which they are shown. */
public record Report(Map<String, Long> counts, List<Phase> phases, Measurements measurements, Mismatches mismatches) {
    private static final String KIND = "%-16s %10s %9s %9s %9s %9s %9s %9s %9s %9s %9s %9s%n";

    public void print(PrintWriter out) {
        out.println();
        counts.forEach((name, count) -> out.printf(Locale.ROOT, "%-22s %,12d%n", name, count));
        out.println();
        phases.forEach(phase -> out.printf(
                Locale.ROOT,
                "%-22s %,12d in %,9.1f s  %,10.1f/s%n",
                phase.name(),
                phase.done(),
                phase.seconds(),
                phase.rate()));
        out.println();
        out.printf(KIND, "", "", "latency", "ms", "", "rcu", "", "", "wcu", "calls", "", "");
        out.printf(
                KIND, "kind", "answers", "median", "p99", "max", "mean", "median", "max", "mean", "mean", "median",
                "max");
        measurements.byKind().forEach(kind -> print(out, kind.getKey(), kind.getValue()));
        out.println();
        out.printf(
                Locale.ROOT,
                "%-22s %,12d %s%n",
                "retries",
                measurements.retries(),
                orNothing(measurements.retriesByKind()));
        out.printf(Locale.ROOT, "%-22s %,12d %s%n", "mismatches", mismatches.total(), orNothing(mismatches.counts()));
        mismatches.first().forEach(mismatch -> out.println("  " + mismatch.kind() + " " + mismatch.detail()));
        out.flush();
    }

    /** Writes the same figures for programs. */
    public void write(Path file) throws IOException {
        ObjectNode root = new JsonMapper().createObjectNode();
        counts.forEach(root.putObject("counts")::put);
        for (Phase phase : phases) {
            root.withObject("/phases")
                    .putObject(phase.name())
                    .put("done", phase.done())
                    .put("seconds", phase.seconds())
                    .put("perSecond", phase.rate());
        }
        measurements.byKind().forEach(kind -> {
            ObjectNode node = root.withObject("/answers").putObject(kind.getKey());
            node.put("count", kind.getValue().millis().size());
            figures(node.putObject("latencyMillis"), kind.getValue().millis());
            if (kind.getValue().calls().size() > 0) {
                figures(node.putObject("rcu"), kind.getValue().rcu());
                figures(node.putObject("wcu"), kind.getValue().wcu());
                figures(node.putObject("calls"), kind.getValue().calls());
            }
        });
        root.put("retries", measurements.retries());
        measurements.retriesByKind().forEach(root.putObject("retriesByKind")::put);
        root.put("mismatches", mismatches.total());
        ObjectNode kinds = root.putObject("mismatchesByKind");
        mismatches.counts().forEach((kind, count) -> kinds.put(kind.name(), count));
        mismatches
                .first()
                .forEach(mismatch -> root.withArray("/firstMismatches")
                        .addObject()
                        .put("kind", mismatch.kind().name())
                        .put("detail", mismatch.detail()));
        new JsonMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }

    private static void print(PrintWriter out, String kind, Measurements.Figures figures) {
        boolean told = figures.calls().size() > 0;
        out.printf(
                KIND,
                kind,
                String.format(Locale.ROOT, "%,d", figures.millis().size()),
                number(true, figures.millis().median()),
                number(true, figures.millis().percentile(99)),
                number(true, figures.millis().max()),
                number(told, figures.rcu().mean()),
                number(told, figures.rcu().median()),
                number(told, figures.rcu().max()),
                number(told, figures.wcu().mean()),
                number(told, figures.calls().mean()),
                number(told, figures.calls().median()),
                number(told, figures.calls().max()));
    }

    private static void figures(ObjectNode node, Sample sample) {
        node.put("mean", sample.mean())
                .put("median", sample.median())
                .put("p99", sample.percentile(99))
                .put("max", sample.max());
    }

    private static String number(boolean known, double value) {
        return known ? String.format(Locale.ROOT, "%,.1f", value) : "-";
    }

    private static String orNothing(Map<?, ?> details) {
        return details.isEmpty() ? "" : details.toString();
    }
}
