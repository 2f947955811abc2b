package org.socialfeed.bench.drive;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Operations that have begun and not ended; hands their outcomes to a tally. */
final class InFlight {
    private final Tally tally;
    private final NanoClock clock;
    private long count;

    InFlight(Tally tally, NanoClock clock) {
        this.tally = tally;
        this.clock = clock;
    }

    /**
     * Begins one operation.
     *
     * @param start the time from which its latency counts
     * @param then what is done when it has ended, before it is counted out
     */
    void begin(Work work, long start, Runnable then) {
        synchronized (this) {
            count++;
        }
        begin(work).whenComplete((outcome, failure) -> {
            tally.add(outcome(outcome, failure), clock.nanos() - start);
            then.run();
            ended();
        });
    }

    /** What can't even begin is a failure like others, or the loop would wait for it for ever. */
    private static CompletionStage<Outcome> begin(Work work) {
        try {
            return work.begin();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    synchronized void awaitNone() throws InterruptedException {
        while (count > 0) {
            wait();
        }
    }

    private synchronized void ended() {
        count--;
        notifyAll();
    }

    private static Outcome outcome(@Nullable Outcome outcome, @Nullable Throwable failure) {
        if (outcome != null) {
            return outcome;
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return Outcome.failure(cause == null ? "nothing" : cause.getClass().getSimpleName());
    }
}
