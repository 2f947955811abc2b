package org.socialfeed.bench.drive;

import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Operations begin at times that a seed fixes beforehand, at a mean rate with exponential gaps, as independent users arrive,
 * whether or not earlier ones have ended. Latency counts from that <em>intended</em> start: when the generator or the service
 * stalls, the wait of everybody who would have come meanwhile is in the figures (no coordinated omission).
 *
 * @param rate operations per second
 */
public record OpenLoop(double rate, long seed, NanoClock clock) implements Driver {

    @Override
    public Figures run(Work work, Extent extent) throws InterruptedException {
        long start = clock.nanos();
        Tally tally = new Tally();
        InFlight inFlight = new InFlight(tally, clock);
        Random random = new Random(seed);
        double offset = gap(random);
        for (long begun = 0;
                begun < extent.operations() && offset < extent.most().toNanos();
                begun++) {
            long intended = start + (long) offset;
            clock.sleepUntil(intended);
            inFlight.begin(work, intended, () -> {});
            offset += gap(random);
        }
        inFlight.awaitNone();
        return tally.figures(clock.nanos() - start);
    }

    /** Nanoseconds to the next arrival. */
    private double gap(Random random) {
        return -Math.log(1 - random.nextDouble()) * TimeUnit.SECONDS.toNanos(1) / rate;
    }
}
