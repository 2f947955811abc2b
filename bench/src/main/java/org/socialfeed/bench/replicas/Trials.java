package org.socialfeed.bench.replicas;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.socialfeed.bench.client.Connections;
import org.socialfeed.bench.drive.ClosedLoop;
import org.socialfeed.bench.drive.Extent;
import org.socialfeed.bench.drive.Figures;
import org.socialfeed.bench.drive.NanoClock;
import org.socialfeed.bench.drive.WarmUp;

/**
 * Puts the fleet under load, in a closed loop through the proxy, and does something meanwhile.
 *
 * @param lead load before that, and after it
 */
record Trials(Fleet fleet, Drafts drafts, Journal journal, int connections, Duration lead, NanoClock clock) {
    private static final Extent UNTIL_OVER = Extent.of(Duration.ofHours(1));
    private static final WarmUp WARM_UP = new WarmUp(Duration.ofSeconds(1), Duration.ofSeconds(20));

    /** What is done under load. */
    @FunctionalInterface
    interface Script {
        List<Episode> run() throws InterruptedException;
    }

    /** Load until its rate has settled, or for 20 s. Its writes are in the journal, too. */
    void warmUp() throws InterruptedException {
        try (Connections client = new Connections(fleet.proxy().uri(), connections)) {
            WARM_UP.run(new ClosedLoop(connections, clock), new Traffic(client, drafts, journal, clock), clock);
        }
    }

    Trial run(String name, Script script) throws InterruptedException {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        AtomicBoolean over = new AtomicBoolean();
        try (Connections client = new Connections(fleet.proxy().uri(), connections)) {
            Traffic traffic = new Traffic(client, drafts, journal, clock);
            long began = clock.nanos();
            Future<Figures> load =
                    thread.submit(() -> new ClosedLoop(connections, clock).run(traffic, UNTIL_OVER, over::get));
            clock.sleepUntil(began + lead.toNanos());
            List<Episode> episodes = script.run();
            clock.sleepUntil(clock.nanos() + lead.toNanos());
            over.set(true);
            Figures figures = load.get();
            List<Attempt> attempts = traffic.attempts();
            return new Trial(
                    name,
                    began,
                    figures,
                    attempts,
                    fleet.log().serversOf(attempts.stream().map(Attempt::id).toList()),
                    episodes);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            over.set(true);
            thread.shutdownNow();
        }
    }
}
