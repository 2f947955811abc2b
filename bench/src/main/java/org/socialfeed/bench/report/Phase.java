package org.socialfeed.bench.report;

import java.util.concurrent.atomic.AtomicLong;

/** A part of a run: how much of it is done, and how long it took. */
public final class Phase {
    private final AtomicLong done = new AtomicLong();
    private final long start = System.nanoTime();
    private final String name;
    private final long total;
    private volatile long nanos = -1;

    Phase(String name, long total) {
        this.name = name;
        this.total = total;
    }

    public void step() {
        done.incrementAndGet();
    }

    void end() {
        nanos = System.nanoTime() - start;
    }

    boolean ended() {
        return nanos >= 0;
    }

    String name() {
        return name;
    }

    long total() {
        return total;
    }

    long done() {
        return done.get();
    }

    /** So far, or in all when it has ended. */
    double seconds() {
        return (nanos >= 0 ? nanos : System.nanoTime() - start) / 1e9;
    }

    double rate() {
        return done.get() / Math.max(seconds(), 1e-9);
    }
}
