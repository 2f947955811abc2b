package org.socialfeed.trace;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of tracing; where spans go and how many is told by OpenTelemetry's own, {@code OTEL_*}. */
@ConfigMapping(prefix = "feed.tracing")
public interface TracingSettings {
    /** Whether requests and their DynamoDB calls are traced. If not, no request does anything for it. */
    @WithDefault("false")
    boolean enabled();
}
