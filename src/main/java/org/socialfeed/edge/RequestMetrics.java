package org.socialfeed.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.socialfeed.metrics.Latency;

/**
 * Rate, errors and duration of API requests: {@code http.server.requests}, with the labels that the platform's metric of
 * this name has.
 *
 * <p>The platform's own is switched off: it takes the path for a route where none was found (405, 503 of a busy replica)
 * and any method for one. So clients could fill its memory, and what reads it, with names of their choice.
 */
@Singleton
class RequestMetrics {
    private static final String GONE = "RESET";

    private final Map<Labels, Timer> timers = new ConcurrentHashMap<>();
    private final MeterRegistry registry;

    RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Few: methods that there are, routes that there are, statuses that the API gives. */
    private record Labels(String method, String route, String status) {}

    /**
     * Counts a request that has ended.
     *
     * @param answered false if the client went away before it had its answer
     */
    void count(HttpServerRequest request, String route, boolean answered, long nanos) {
        Labels labels = new Labels(
                Route.method(request),
                route,
                answered ? Integer.toString(request.response().getStatusCode()) : GONE);
        timers.computeIfAbsent(labels, this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Labels labels) {
        return Latency.timer("http.server.requests", "API requests with their duration")
                .tag("method", labels.method())
                .tag("uri", labels.route())
                .tag("status", labels.status())
                .tag("outcome", outcome(labels.status()))
                .register(registry);
    }

    private static String outcome(String status) {
        return switch (status.charAt(0)) {
            case '1' -> "INFORMATIONAL";
            case '2' -> "SUCCESS";
            case '3' -> "REDIRECTION";
            case '5' -> "SERVER_ERROR";
            default -> "CLIENT_ERROR";
        };
    }
}
