package org.socialfeed.bench.result;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.socialfeed.bench.client.Capacity;
import org.socialfeed.bench.drive.Figures;

/**
 * A whole run.
 *
 * @param input what was loaded and how, by name, for people
 * @param scenarios the service's lines, in the order of the run
 * @param anchors the lines of store floor and HTTP ceiling
 */
public record Results(
        Machine machine,
        String commit,
        Instant date,
        Map<String, String> input,
        List<Line> scenarios,
        List<Line> anchors) {

    /** Writes the run as JSON; what is not known is null. Latencies are in milliseconds, memory in MB. */
    public void write(Path file) throws IOException {
        write(json(), file);
    }

    /** Writes JSON for people to read, too; makes the folder. */
    public static void write(ObjectNode json, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        new JsonMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
    }

    /** The same as JSON. */
    public ObjectNode json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.putObject("machine")
                .put("cpu", machine.cpu())
                .put("cores", machine.cores())
                .put("memory_mb", machine.memoryMb())
                .put("os", machine.os())
                .put("java", machine.java());
        root.put("commit", commit).put("date", date.toString());
        input.forEach(root.putObject("input")::put);
        lines(root.putArray("scenarios"), scenarios);
        lines(root.putArray("anchors"), anchors);
        return root;
    }

    private static void lines(ArrayNode array, List<Line> lines) {
        lines.forEach(line -> line(array.addObject(), line));
    }

    private static void line(ObjectNode node, Line line) {
        Figures figures = line.figures();
        node.put("name", line.name());
        line.connections().ifPresent(connections -> node.put("connections", connections));
        line.rate().ifPresent(rate -> node.put("rate", rounded(rate)));
        node.put("followees", line.followees().isPresent() ? line.followees().getAsInt() : null);
        node.put("shards", line.shards().isPresent() ? line.shards().getAsInt() : null);
        node.put("settled", line.settled());
        node.put("operations", figures.operations());
        node.put("ops_per_s", rounded(figures.rate()));
        node.put("p50_ms", figures.millis(50));
        node.put("p90_ms", figures.millis(90));
        node.put("p99_ms", figures.millis(99));
        node.put("p999_ms", figures.millis(99.9));
        figures.errors().forEach(node.putObject("errors")::put);
        Optional<Capacity> cost = figures.perOperation();
        node.put("calls_per_op", cost.map(each -> rounded(each.calls())).orElse(null));
        node.put("rcu_per_op", cost.map(each -> rounded(each.rcu())).orElse(null));
        node.put("wcu_per_op", cost.map(each -> rounded(each.wcu())).orElse(null));
        node.put("service_cpu_s_per_1000", rounded(line.resources().serviceCpu()));
        node.put("store_cpu_s_per_1000", rounded(line.resources().storeCpu()));
        node.put("generator_cpu_s_per_1000", rounded(line.resources().generatorCpu()));
        node.put("rss_mb", orNull(line.resources().rssMb()));
        node.put("stolen", orNull(line.resources().stolen()));
        node.put("floor", line.anchored().floor().orElse(null));
        node.put("of_store_floor", orNull(line.anchored().ofStoreFloor().value()));
        node.put("of_http_ceiling", orNull(line.anchored().ofHttpCeiling().value()));
        node.put("cpu_of_sdk", orNull(line.anchored().cpuOfSdk()));
        line.limits().ifPresent(limits -> node.set("limits", limits));
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? rounded(value.getAsDouble()) : null;
    }

    /** To a ten-thousandth: beyond it there is only noise. */
    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
