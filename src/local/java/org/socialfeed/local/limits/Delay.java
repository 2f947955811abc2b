package org.socialfeed.local.limits;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Makes one request take as long as was drawn for it: half of that before the store is asked, and at the end what is
 * still missing, so the store's own time is part of it and an item of a transaction is in flight for all of it. No thread
 * waits.
 */
final class Delay {
    private final Executor executor;
    private final long nanos;
    private final long begun = System.nanoTime();

    /** @param executor where it goes on after a wait */
    Delay(long nanos, Executor executor) {
        this.nanos = nanos;
        this.executor = executor;
    }

    CompletableFuture<Void> firstHalf() {
        return await(nanos / 2, null);
    }

    <T> CompletableFuture<T> rest(T result) {
        return await(begun + nanos - System.nanoTime(), result);
    }

    private <T> CompletableFuture<T> await(long wait, T result) {
        if (wait <= 0) {
            return CompletableFuture.completedFuture(result);
        }
        return CompletableFuture.supplyAsync(
                () -> result, CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS, executor));
    }
}
