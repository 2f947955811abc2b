package org.socialfeed.edge;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;
import org.socialfeed.problem.RequestId;
import org.socialfeed.table.RequestTrace;
import org.socialfeed.trace.Tracing;

/**
 * The span of each request, if tracing is on: part of the trace that the header {@code traceparent} names (W3C Trace
 * Context), else the first of a trace of its own. Its trace id stands in the request's log lines.
 *
 * <p>It tells the route, never the path, for that has usernames, nor the query, for that has cursors.
 */
@Singleton
class RequestSpans {
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("feed.request.id");

    private static final TextMapGetter<HttpServerRequest> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpServerRequest request) {
            return request.headers().names();
        }

        @Override
        public @Nullable String get(@Nullable HttpServerRequest request, String key) {
            return request == null ? null : request.getHeader(key);
        }
    };

    private final Optional<Tracer> tracer;

    RequestSpans(Tracing tracing) {
        this.tracer = tracing.tracer();
    }

    /** Begins the request's span, which ends with it; empty if tracing is off. */
    Optional<RequestTrace> begin(RoutingContext request) {
        return tracer.map(on -> begin(request, on));
    }

    private static RequestTrace begin(RoutingContext request, Tracer tracer) {
        Context context = Objects.requireNonNull(Vertx.currentContext());
        String method = Route.method(request.request());
        Span span = tracer.spanBuilder(method)
                .setParent(W3CTraceContextPropagator.getInstance()
                        .extract(io.opentelemetry.context.Context.root(), request.request(), HEADERS))
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(METHOD, method)
                .setAttribute(REQUEST_ID, RequestId.of(request))
                .startSpan();
        MDC.put("traceId", span.getSpanContext().getTraceId());
        request.addEndHandler(
                ended -> end(span, method, Route.of(context), request.response().getStatusCode()));
        return new RequestTrace(tracer, span);
    }

    private static void end(Span span, String method, String route, int status) {
        span.updateName(method + " " + route).setAttribute(ROUTE, route).setAttribute(STATUS, (long) status);
        if (status >= 500) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
