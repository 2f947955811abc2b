package org.socialfeed.bench.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ImportFiguresTest {
    @Test
    void peopleAndProgramsAreToldTheSame() {
        ImportFigures figures = figures(false, OptionalDouble.of(400), OptionalDouble.of(5_000));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        figures.write(json);

        assertThat(figures.lines())
                .containsExactly(
                        "imported in 20.0 s: 50 follows/s, 200 items/s",
                        "CPU of the import 8.0 s, of DynamoDB Local 12.0 s: 1.5 times as much",
                        "most memory of the import: 400 MB",
                        "5,000.0 write units",
                        "DynamoDB Local: 900 MB");
        assertThat(json)
                .hasToString("{\"killed\":false,\"seconds\":20.0,\"follows_per_s\":50.0,\"items_per_s\":200.0,"
                        + "\"import_cpu_s\":8.0,\"store_cpu_s\":12.0,\"import_peak_mb\":400.0,\"store_rss_mb\":900.0,"
                        + "\"write_units\":5000.0}");
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        ImportFigures figures = figures(true, OptionalDouble.empty(), OptionalDouble.empty());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        figures.write(json);

        assertThat(figures.lines()).hasSize(3).first().asString().startsWith("killed three times, imported in");
        assertThat(json.has("write_units")).isFalse();
        assertThat(json.has("import_peak_mb")).isFalse();
    }

    private static ImportFigures figures(boolean killed, OptionalDouble peakMb, OptionalDouble writeUnits) {
        return new ImportFigures(killed, 20, 1_000, 4_000, 8, 12, peakMb, OptionalDouble.of(900), writeUnits);
    }
}
