package org.socialfeed.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How late event loops come to what is due: {@code feed.event.loop.delay}. Everything else that a loop has to do waits as
 * long, so it shows what blocks a loop, and a replica without CPU time.
 *
 * <p>Each loop is asked ten times a second, which costs it some microseconds.
 */
@Singleton
class EventLoopDelay {
    private static final long PERIOD_NANOS = Duration.ofMillis(100).toNanos();

    private final Vertx vertx;
    private final Timer delay;
    private final List<ScheduledFuture<?>> probes = new ArrayList<>();

    EventLoopDelay(Vertx vertx, MeterRegistry registry) {
        this.vertx = vertx;
        this.delay = Latency.timer("feed.event.loop.delay", "How late event loops come to what is due")
                .register(registry);
    }

    void start(@Observes StartupEvent started) {
        for (EventExecutor loop : ((VertxInternal) vertx).getEventLoopGroup()) {
            probes.add(loop.scheduleWithFixedDelay(new Probe(delay), PERIOD_NANOS, PERIOD_NANOS, TimeUnit.NANOSECONDS));
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        probes.forEach(probe -> probe.cancel(false));
    }

    /** Runs on one loop only. */
    private static final class Probe implements Runnable {
        private final Timer delay;
        private long due = System.nanoTime() + PERIOD_NANOS;

        Probe(Timer delay) {
            this.delay = delay;
        }

        @Override
        public void run() {
            long now = System.nanoTime();
            delay.record(Math.max(0, now - due), TimeUnit.NANOSECONDS);
            due = now + PERIOD_NANOS;
        }
    }
}
