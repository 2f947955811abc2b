package org.socialfeed.trace;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.List;

/** The exporter {@code memory}: keeps spans for a test to look at. */
public final class MemorySpans implements ConfigurableSpanExporterProvider {
    static final String NAME = "memory";

    private static final InMemorySpanExporter EXPORTED = InMemorySpanExporter.create();

    @Override
    public SpanExporter createExporter(ConfigProperties config) {
        return EXPORTED;
    }

    @Override
    public String getName() {
        return NAME;
    }

    /** The spans of one trace that have been exported so far. */
    static List<SpanData> of(String trace) {
        return EXPORTED.getFinishedSpanItems().stream()
                .filter(span -> span.getTraceId().equals(trace))
                .toList();
    }
}
