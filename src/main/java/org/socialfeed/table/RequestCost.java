package org.socialfeed.table;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one HTTP request has cost in DynamoDB so far: calls, read and write capacity units as DynamoDB reported them, and
 * time, which is bounded. If the request is traced, it also knows its trace.
 *
 * <p>It travels in the request's Vert.x context, so no method needs to pass it on. A transaction that was cancelled is
 * billed by DynamoDB but not reported, so its units are missing here; its call is counted.
 */
public final class RequestCost {
    private static final String LOCAL = RequestCost.class.getName();

    private final LongAdder calls;
    private final DoubleAdder readUnits;
    private final DoubleAdder writeUnits;

    private final long begun = System.nanoTime();
    private final long allowedNanos;
    private final Optional<RequestTrace> trace;

    RequestCost(Duration allowed, Optional<RequestTrace> trace) {
        this(new LongAdder(), new DoubleAdder(), new DoubleAdder(), allowed.toNanos(), trace);
    }

    private RequestCost(
            LongAdder calls,
            DoubleAdder readUnits,
            DoubleAdder writeUnits,
            long allowedNanos,
            Optional<RequestTrace> trace) {
        this.calls = calls;
        this.readUnits = readUnits;
        this.writeUnits = writeUnits;
        this.allowedNanos = allowedNanos;
        this.trace = trace;
    }

    /**
     * Begins the account of the request whose context this thread is on.
     *
     * @param allowed how long the request may go on making calls
     * @param trace what its calls become part of, if it is traced
     */
    public static RequestCost begin(Duration allowed, Optional<RequestTrace> trace) {
        RequestCost cost = new RequestCost(allowed, trace);
        cost.enter();
        return cost;
    }

    /** The same account with its time beginning now. */
    RequestCost anew() {
        return new RequestCost(calls, readUnits, writeUnits, allowedNanos, trace);
    }

    /** Makes this the account of the context that this thread is on. */
    void enter() {
        ContextLocals.put(LOCAL, this);
    }

    /** The account of the request whose context this thread is on; empty outside a request. */
    public static Optional<RequestCost> current() {
        return VertxContext.isOnDuplicatedContext() ? ContextLocals.get(LOCAL) : Optional.empty();
    }

    /** Whether the request has used up its time. */
    boolean overdue() {
        return System.nanoTime() - begun > allowedNanos;
    }

    /** The trace of the request, if it is traced. */
    Optional<RequestTrace> trace() {
        return trace;
    }

    void addCall() {
        calls.increment();
    }

    void addUnits(boolean write, double units) {
        (write ? writeUnits : readUnits).add(units);
    }

    public long calls() {
        return calls.sum();
    }

    public double readUnits() {
        return readUnits.sum();
    }

    public double writeUnits() {
        return writeUnits.sum();
    }
}
