package org.socialfeed.bench.stack;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.socialfeed.bench.client.Call;
import org.socialfeed.bench.client.Connections;
import org.socialfeed.bench.drive.ClosedLoop;
import org.socialfeed.bench.drive.Driver;
import org.socialfeed.bench.drive.Extent;
import org.socialfeed.bench.drive.Figures;
import org.socialfeed.bench.drive.NanoClock;
import org.socialfeed.bench.drive.Work;
import org.socialfeed.bench.scenario.Operations;

/**
 * Runs operations of which there is an end: never more than there are, so that a fast machine has a shorter run rather than one of
 * something else; and before each run it undoes them if need be.
 *
 * @param connections to send by what undoes them
 */
public record Renewing(Driver driver, Connections connections, Operations operations) implements Driver {
    private static final int UNDOING = 8;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Override
    public Figures run(Work work, Extent extent) throws InterruptedException {
        renew();
        return driver.run(work, extent.atMost(operations.left()));
    }

    /**
     * Undoes what has to be undone, and nothing otherwise; to be called by itself before a meter starts. What fails of it stays
     * done: the operation then fails that finds it so.
     */
    public void renew() throws InterruptedException {
        Queue<Call> undo = new ConcurrentLinkedQueue<>(operations.undo());
        new ClosedLoop(UNDOING, NanoClock.SYSTEM)
                .run(new HttpWork(connections, undo::remove), new Extent(LONGEST, undo.size()));
    }
}
