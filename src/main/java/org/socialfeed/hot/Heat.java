package org.socialfeed.hot;

/**
 * How hot one key is on this replica: writes and lost attempts, in windows of a second. Safe for many threads.
 *
 * <p>A window ends with the first event after its second, or as soon as it is plain that the key is hot; so a burst is
 * seen while it begins.
 */
final class Heat {
    private static final long WINDOW_NANOS = 1_000_000_000;
    /** Shards never go away again, so what lasts no longer is no reason for one. */
    private static final double LEAST_SECONDS = 0.5;

    private long begun;
    private int writes;
    private int lost;
    private int generation;

    Heat(long now) {
        this.begun = now;
    }

    /** What a window has shown, per second. */
    record Rates(double writes, double lost) {}

    /** Notes a write; tells the generation, which {@link #lost} takes. */
    synchronized int written() {
        writes++;
        return generation;
    }

    /** Notes a lost attempt of a write of this generation. One from before the key grew says nothing of it now. */
    synchronized void lost(int begunIn) {
        if (begunIn == generation) {
            lost++;
        }
    }

    /** The key has grown: measuring begins anew. */
    synchronized void renew(long now) {
        generation++;
        begin(now);
    }

    /** Whether it is time to look at the rates: a second has passed, or more has come than one is meant to bring. */
    synchronized boolean due(long now, int most) {
        return now - begun >= WINDOW_NANOS
                || (seconds(now) >= LEAST_SECONDS && (writes > most || lost > ShardPlan.FEW_LOST));
    }

    /** The rates of the window, which ends with this. */
    synchronized Rates take(long now) {
        double seconds = Math.max(seconds(now), LEAST_SECONDS);
        Rates rates = new Rates(writes / seconds, lost / seconds);
        begin(now);
        return rates;
    }

    private void begin(long now) {
        begun = now;
        writes = 0;
        lost = 0;
    }

    private double seconds(long now) {
        return (now - begun) / (double) WINDOW_NANOS;
    }
}
