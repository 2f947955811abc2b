package org.socialfeed.table;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import org.socialfeed.problem.Problem;

/**
 * The trace of a request that is traced: each DynamoDB call that it causes becomes a span under the request's own.
 *
 * <p>Neither keys nor values stand in it: the operation, the capacity units, and how it ended.
 */
public final class RequestTrace {
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("db.operation.name");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("feed.dynamodb.outcome");
    private static final AttributeKey<Double> UNITS = AttributeKey.doubleKey("feed.dynamodb.units");

    private final Tracer tracer;
    private final Context parent;

    public RequestTrace(Tracer tracer, Span request) {
        this.tracer = tracer;
        this.parent = Context.root().with(request);
    }

    /** Begins the span of a call, which {@link #end} ends. */
    Span begin(Operation operation) {
        return tracer.spanBuilder(operation.label())
                .setParent(parent)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(SYSTEM, "aws.dynamodb")
                .setAttribute(OPERATION, operation.label())
                .startSpan();
    }

    static void consumed(Span call, double units) {
        call.setAttribute(UNITS, units);
    }

    /** A condition that does not hold and a lost race are no errors. */
    static void end(Span call, Outcome outcome, @Nullable Throwable failure) {
        call.setAttribute(OUTCOME, outcome.label());
        if (failure instanceof Problem) {
            call.setStatus(StatusCode.ERROR);
        }
        call.end();
    }
}
