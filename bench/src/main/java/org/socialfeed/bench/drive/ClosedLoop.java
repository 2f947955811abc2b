package org.socialfeed.bench.drive;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Each connection begins its next operation when its last one has ended: shows the most that so many callers get, and hides
 * queueing, because a slow answer holds back the requests behind it.
 */
public record ClosedLoop(int connections, NanoClock clock) implements Driver {

    @Override
    public Figures run(Work work, Extent extent) throws InterruptedException {
        return run(work, extent, () -> false);
    }

    /** @param over asked before each operation: none begins once it is true */
    public Figures run(Work work, Extent extent, BooleanSupplier over) throws InterruptedException {
        long start = clock.nanos();
        Tally tally = new Tally();
        Turns turns = new Turns(
                work,
                new InFlight(tally, clock),
                start + extent.most().toNanos(),
                new AtomicLong(extent.operations()),
                over,
                clock);
        for (int opened = 0; opened < connections; opened++) {
            new Connection(turns).next();
        }
        turns.inFlight().awaitNone();
        return tally.figures(clock.nanos() - start);
    }

    /** What all connections share. */
    private record Turns(
            Work work, InFlight inFlight, long end, AtomicLong left, BooleanSupplier over, NanoClock clock) {

        void take(Runnable then) {
            long now = clock.nanos();
            if (now < end && !over.getAsBoolean() && left.getAndDecrement() > 0) {
                inFlight.begin(work, now, then);
            }
        }
    }

    /**
     * An operation may have ended before the call that begins it returns. The next one then waits for that return: were it begun
     * within, thousands of them would use up the stack.
     */
    private static final class Connection {
        private final AtomicInteger due = new AtomicInteger();
        private final Turns turns;

        Connection(Turns turns) {
            this.turns = turns;
        }

        void next() {
            if (due.getAndIncrement() > 0) {
                return;
            }
            do {
                turns.take(this::next);
            } while (due.decrementAndGet() > 0);
        }
    }
}
