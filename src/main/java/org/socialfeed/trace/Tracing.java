package org.socialfeed.trace;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * OpenTelemetry's SDK, made only if tracing is switched on.
 *
 * <p>It is set up by what every OpenTelemetry SDK knows, {@code OTEL_EXPORTER_OTLP_ENDPOINT} for instance, as environment
 * variables or settings, and made at start, where a wrong one is noticed. Traces only, by OTLP over HTTP: metrics are
 * scraped, and logs are on standard output.
 */
@Singleton
@Startup
@RegisterForReflection(
        classNames = {
            "io.opentelemetry.exporter.otlp.internal.OtlpSpanExporterProvider",
            "io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSenderProvider"
        })
public class Tracing {
    private static final String PREFIX = "otel.";

    private final Optional<OpenTelemetrySdk> sdk;
    private final Optional<Tracer> tracer;

    Tracing(TracingSettings settings, Config config) {
        sdk = settings.enabled() ? Optional.of(sdk(config)) : Optional.empty();
        tracer = sdk.map(made -> made.getTracer("org.socialfeed"));
    }

    /** What begins spans; empty if tracing is off. */
    public Optional<Tracer> tracer() {
        return tracer;
    }

    /** Sends what is left, after the last request. */
    void stop(@Observes ShutdownEvent stopping) {
        sdk.ifPresent(OpenTelemetrySdk::close);
    }

    private static OpenTelemetrySdk sdk(Config config) {
        return AutoConfiguredOpenTelemetrySdk.builder()
                // Exporters may be the application's own, which the class loader of libraries does not see.
                .setServiceClassLoader(Tracing.class.getClassLoader())
                .addPropertiesSupplier(() -> properties(config))
                // The service closes it itself, when no request needs it any more.
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
    }

    private static Map<String, String> properties(Config config) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "otel.service.name", "social-feed",
                "otel.exporter.otlp.protocol", "http/protobuf",
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none"));
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                config.getOptionalValue(name, String.class).ifPresent(value -> properties.put(name, value));
            }
        }
        return properties;
    }
}
