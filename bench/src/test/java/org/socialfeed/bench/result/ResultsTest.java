package org.socialfeed.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.socialfeed.bench.result.TestingLines.closed;
import static org.socialfeed.bench.result.TestingLines.figures;
import static org.socialfeed.bench.result.TestingLines.open;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socialfeed.bench.client.Capacity;
import org.socialfeed.bench.drive.Figures;
import org.xml.sax.InputSource;

class ResultsTest {
    private static final Figures SERVICE = figures(1_000, 100, new Capacity(33.5, 0, 25));
    private static final Figures FLOOR = figures(800, 200, new Capacity(30, 0, 24));
    private static final Figures CEILING = figures(100, 10_000, new Capacity(0, 0, 0));
    private static final Line FLOOR_LINE = closed("floor", FLOOR).anchored(Line.Anchored.floor("cached"));
    private static final Results RESULTS = new Results(
            new Machine("a <fast> CPU", 2, 8_000, "Linux 6", "OpenJDK 17"),
            "0123abc",
            Instant.parse("2026-01-02T03:04:05Z"),
            Map.of("users", "40"),
            List.of(
                    closed("feed-first-page", SERVICE).against(FLOOR_LINE, closed("ceiling", CEILING)),
                    open("feed-first-page", SERVICE).against(FLOOR_LINE, closed("ceiling", CEILING)),
                    closed("feed-followees-1", SERVICE),
                    closed("feed-followees-10", SERVICE),
                    TestingLines.failed("post"),
                    open("feed-overtaken", SERVICE)
                            .against(closed("floor", figures(800, 24, new Capacity(30, 0, 24))), FLOOR_LINE)),
            List.of(closed("feed-first-page" + Line.FLOOR, FLOOR), closed("feed-first-page" + Line.CEILING, CEILING)));

    @TempDir
    Path folder;

    @Test
    void jsonHasAllFieldsOfALine() throws IOException {
        JsonNode line = json().at("/scenarios/0");
        List<String> fields = new ArrayList<>();
        line.fieldNames().forEachRemaining(fields::add);

        assertThat(fields)
                .contains("name", "connections", "followees", "shards", "ops_per_s", "p50_ms", "p90_ms", "p99_ms")
                .contains("p999_ms", "errors", "calls_per_op", "rcu_per_op", "wcu_per_op", "service_cpu_s_per_1000")
                .contains("store_cpu_s_per_1000", "rss_mb", "stolen", "of_store_floor", "of_http_ceiling")
                .doesNotContain("rate");
        assertThat(line.path("ops_per_s").asDouble()).isEqualTo(100);
        assertThat(line.path("p50_ms").asDouble()).isBetween(500.0, 501.0);
        assertThat(line.path("p999_ms").asDouble()).isBetween(999.0, 1_000.0);
        assertThat(line.path("calls_per_op").asDouble()).isEqualTo(25);
        assertThat(line.path("shards").isNull()).isTrue();
    }

    @Test
    void jsonTellsMachineCommitAndDate() throws IOException {
        JsonNode root = json();

        assertThat(root.at("/machine/cores").asInt()).isEqualTo(2);
        assertThat(root.path("commit").asText()).isEqualTo("0123abc");
        assertThat(root.path("date").asText()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(root.path("anchors")).hasSize(2);
        assertThat(root.at("/scenarios/4/errors/status 500").asInt()).isEqualTo(1);
    }

    @Test
    void closedLoopIsHeldAgainstTheAnchorsRate() throws IOException {
        assertThat(json().at("/scenarios/0/of_store_floor").asDouble()).isEqualTo(0.5);
        assertThat(json().at("/scenarios/0/of_http_ceiling").asDouble()).isEqualTo(0.01);
        // As much CPU time in all, for 25 calls instead of 24.
        assertThat(json().at("/scenarios/0/cpu_of_sdk").asDouble()).isBetween(0.9599, 0.9601);
    }

    @Test
    void openLoopIsHeldAgainstTheAnchorsMedian() throws IOException {
        JsonNode line = json().at("/scenarios/1");

        assertThat(line.path("rate").asDouble()).isEqualTo(100);
        assertThat(line.path("of_store_floor").asDouble()).isBetween(0.79, 0.81);
    }

    @Test
    void aLineTellsItsFloor() throws IOException {
        new Report(RESULTS).write(folder.resolve("benchmarks.md"));

        assertThat(json().at("/scenarios/0/floor").asText()).isEqualTo("cached");
        assertThat(json().at("/scenarios/4/floor").isNull()).isTrue();
        assertThat(folder.resolve("benchmarks.md")).content().contains("| cached | 0.50 | 0.010 |");
    }

    /** Its median would be that of a queue, and the ratio a thousand. */
    @Test
    void anAnchorThatCannotKeepUpHasNoRatio() throws IOException {
        new Report(RESULTS).write(folder.resolve("benchmarks.md"));

        assertThat(json().at("/scenarios/5/of_store_floor").isNull()).isTrue();
        assertThat(json().at("/scenarios/5/of_http_ceiling").isNull()).isFalse();
        assertThat(folder.resolve("benchmarks.md")).content().contains("| cannot keep up |");
    }

    @Test
    void reportHasATableAndWellFormedPlots() throws Exception {
        new Report(RESULTS).write(folder.resolve("benchmarks.md"));

        assertThat(folder.resolve("benchmarks.md"))
                .content()
                .contains("| feed-first-page | 8 connections | 20 |", "1 status 500", "![cost](benchmarks/cost.svg)");
        for (String plot : List.of("first-page", "followees", "latency", "cost")) {
            String svg = Files.readString(folder.resolve("benchmarks").resolve(plot + ".svg"));
            assertThat(DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new InputSource(new StringReader(svg)))
                            .getDocumentElement()
                            .getTagName())
                    .isEqualTo("svg");
        }
    }

    private JsonNode json() throws IOException {
        Path file = folder.resolve("latest.json");
        RESULTS.write(file);
        return new JsonMapper().readTree(file.toFile());
    }
}
