package org.socialfeed.edge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.MDC;
import org.socialfeed.problem.ProblemDocument;
import org.socialfeed.problem.ProblemKind;
import org.socialfeed.problem.RequestId;
import org.socialfeed.table.RequestCost;

/**
 * The first thing that a request meets: it gets its id and its cost account, or is turned away at once when too many are
 * in flight, which is kinder than making all of them wait. Only the API is bounded, never health or metrics.
 */
@Singleton
class Entrance {
    private static final int FIRST = 1_000;
    private static final String API = "/v1/";

    private final AtomicInteger inFlight = new AtomicInteger();
    private final EdgeSettings settings;
    private final RequestMetrics metrics;
    private final RequestSpans spans;
    private final Farewell farewell;
    private final Counter refused;

    Entrance(
            EdgeSettings settings,
            RequestMetrics metrics,
            RequestSpans spans,
            Farewell farewell,
            MeterRegistry registry) {
        this.settings = settings;
        this.metrics = metrics;
        this.spans = spans;
        this.farewell = farewell;
        Gauge.builder("feed.http.in.flight", inFlight, AtomicInteger::get)
                .description("API requests being served by this replica")
                .register(registry);
        this.refused = Counter.builder("feed.http.refused")
                .description("API requests turned away because too many were in flight")
                .register(registry);
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, FIRST);
    }

    private void enter(RoutingContext request) {
        String id = RequestId.assign(request);
        MDC.put("requestId", id);
        request.response().putHeader(RequestId.HEADER, id);
        farewell.say(request.request());
        boolean api = request.normalizedPath().startsWith(API);
        if (api) {
            countAtItsEnd(request);
        }
        if (request.request().path().indexOf(';') >= 0) {
            // Matrix parameters are no part of the API; left in, they would hide what a path is from every check of it.
            answer(request, ProblemKind.NOT_FOUND, "No such resource");
        } else if (!api) {
            request.next();
        } else if (inFlight.incrementAndGet() > settings.maxInFlight()) {
            inFlight.decrementAndGet();
            refused.increment();
            refuse(request);
        } else {
            request.addEndHandler(ended -> inFlight.decrementAndGet());
            RequestCost.begin(settings.deadline(), spans.begin(request));
            request.next();
        }
    }

    private void countAtItsEnd(RoutingContext request) {
        // The end of a request whose client has gone may come on another context, which does not know the route.
        Context context = Objects.requireNonNull(Vertx.currentContext());
        long begun = System.nanoTime();
        request.addEndHandler(ended ->
                metrics.count(request.request(), Route.of(context), ended.succeeded(), System.nanoTime() - begun));
    }

    private static void refuse(RoutingContext request) {
        request.response().putHeader("Retry-After", ProblemDocument.RETRY_AFTER_SECONDS);
        answer(request, ProblemKind.OVERLOADED, "This replica is busy; try again shortly");
    }

    private static void answer(RoutingContext request, ProblemKind kind, String detail) {
        request.response()
                .setStatusCode(kind.status())
                .putHeader("Content-Type", ProblemDocument.MEDIA_TYPE)
                .end(ProblemDocument.of(request, kind, detail, List.of()));
    }
}
