package org.socialfeed.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.socialfeed.table.RequestContext;
import org.socialfeed.table.StoreFailure;

/**
 * The loads of all caches of this replica: so many at a time, the others in the order in which they came.
 *
 * <p>The queue is bounded by what feeds it: a key waits in it once, and a request in flight has as many keys in it as it
 * reads at a time. What has waited too long fails, for then the store is too slow for all that is asked of it. A load must
 * not wait for another one, or both might wait for ever.
 */
@Singleton
class Loads {
    /** As long as a call may wait for a connection. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    private static final long SWEEP_MILLIS = 250;

    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();
    private final int most;
    private final Ticker ticker;

    Loads(CacheSettings settings, Ticker ticker, MeterRegistry registry) {
        this.most = settings.loads();
        this.ticker = ticker;
        Gauge.builder("feed.cache.loads.waiting", waiting, Queue::size)
                .description("Loads of caches that wait for others to end")
                .register(registry);
    }

    private record Waiting(long since, Runnable start, Consumer<Throwable> failed) {}

    /** Does the load in its turn, beside the request that this thread serves and charged to it, and tells what came of it. */
    <T> void begin(Uni<T> load, Consumer<T> loaded, Consumer<Throwable> failed) {
        RequestContext origin = RequestContext.current();
        Runnable start = () -> origin.beside(
                () -> load.onTermination().invoke(this::ended).subscribe().with(loaded, failed));
        waiting.add(new Waiting(ticker.read(), start, failed));
        startWaiting();
    }

    void sweepFromNowOn(@Observes StartupEvent started, Vertx vertx) {
        vertx.setPeriodic(SWEEP_MILLIS, timer -> sweep());
    }

    /** Fails those that have waited too long: the first ones, for they stand in the order in which they came. */
    void sweep() {
        long now = ticker.read();
        for (Waiting first = waiting.peek();
                first != null && now - first.since() > LONGEST_WAIT.toNanos();
                first = waiting.peek()) {
            if (waiting.remove(first)) {
                first.failed().accept(StoreFailure.overdue());
            }
        }
    }

    private void ended() {
        running.decrementAndGet();
        startWaiting();
    }

    private void startWaiting() {
        while (!waiting.isEmpty() && acquire()) {
            Waiting next = waiting.poll();
            if (next == null) {
                // Another thread took it. The place is free again before this loop looks once more.
                running.decrementAndGet();
            } else {
                next.start().run();
            }
        }
    }

    private boolean acquire() {
        return running.getAndUpdate(now -> now < most ? now + 1 : now) < most;
    }
}
