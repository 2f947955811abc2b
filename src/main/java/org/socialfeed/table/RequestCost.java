package org.socialfeed.table;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import java.util.Optional;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one HTTP request has cost in DynamoDB so far: calls, and read and write capacity units as DynamoDB reported them.
 *
 * <p>It travels in the request's Vert.x context, so no method needs to pass it on. A transaction that was cancelled is
 * billed by DynamoDB but not reported, so its units are missing here; its call is counted.
 */
public final class RequestCost {
    private static final String LOCAL = RequestCost.class.getName();

    private final LongAdder calls = new LongAdder();
    private final DoubleAdder readUnits = new DoubleAdder();
    private final DoubleAdder writeUnits = new DoubleAdder();

    /** Begins the account of the request whose context this thread is on. */
    public static RequestCost begin() {
        RequestCost cost = new RequestCost();
        ContextLocals.put(LOCAL, cost);
        return cost;
    }

    /** The account of the request whose context this thread is on; empty outside a request. */
    public static Optional<RequestCost> current() {
        return VertxContext.isOnDuplicatedContext() ? ContextLocals.get(LOCAL) : Optional.empty();
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
