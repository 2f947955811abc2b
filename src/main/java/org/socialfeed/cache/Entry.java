package org.socialfeed.cache;

import java.util.concurrent.CompletableFuture;

/**
 * One value of a cache, loaded or being loaded.
 *
 * @param departure when its load was sent, shared by all values of a batch
 * @param value completed when the load has ended
 */
record Entry<V>(Departure departure, CompletableFuture<V> value) {
    static <V> Entry<V> of(Departure departure) {
        return new Entry<>(departure, new CompletableFuture<>());
    }

    /** The same, loaded: another object, for the cache weighs what it is given once. */
    Entry<V> loaded(V loaded) {
        return new Entry<>(departure, CompletableFuture.completedFuture(loaded));
    }

    boolean isLoaded() {
        return value.isDone();
    }

    /** Whether it was loaded, and not in vain. */
    boolean hasValue() {
        return value.isDone() && !value.isCompletedExceptionally();
    }

    /** Whether its load was not sent yet, or less than this long ago: what it gives is then no older than that. */
    boolean isFresh(long now, long maxAgeNanos) {
        return !departure.sent || now - departure.nanos < maxAgeNanos;
    }

    /** The moment that a load's age counts from. A load that still waits for its turn has no age yet. */
    static final class Departure {
        private long nanos;
        private volatile boolean sent;

        void at(long now) {
            nanos = now;
            sent = true;
        }
    }
}
