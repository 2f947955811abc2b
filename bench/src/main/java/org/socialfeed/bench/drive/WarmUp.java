package org.socialfeed.bench.drive;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;

/**
 * Runs work until its rate has settled: the rates of the last {@value #ENOUGH} windows differ by no more than
 * {@value #TOLERANCE} of the greatest.
 *
 * @param least how long it goes on in any case: where the store is the bottleneck the rate is steady long before the
 *     compilers have done, and their CPU time would count as that of operations
 * @param most when it gives up
 */
public record WarmUp(Duration window, Duration least, Duration most) {
    private static final int ENOUGH = 3;
    private static final double TOLERANCE = 0.1;

    public WarmUp(Duration window, Duration most) {
        this(window, Duration.ZERO, most);
    }

    /** Whether the rate has settled. */
    public boolean run(Driver driver, Work work, NanoClock clock) throws InterruptedException {
        long begun = clock.nanos();
        Deque<Double> rates = new ArrayDeque<>();
        while (clock.nanos() - begun < most.toNanos()) {
            rates.add(driver.run(work, Extent.of(window)).rate());
            if (rates.size() > ENOUGH) {
                rates.remove();
            }
            if (clock.nanos() - begun >= least.toNanos() && rates.size() == ENOUGH && settled(rates)) {
                return true;
            }
        }
        return false;
    }

    private static boolean settled(Deque<Double> rates) {
        double greatest = Collections.max(rates);
        return greatest > 0 && greatest - Collections.min(rates) <= TOLERANCE * greatest;
    }
}
