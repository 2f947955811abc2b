package org.socialfeed.bench.hot;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.socialfeed.bench.drive.NanoClock;

/** Looks ten times a second at how many shards a key has. */
final class ShardWatch implements AutoCloseable {
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final List<Change> changes = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    /** @param second of the watch, with its fraction */
    record Change(double second, int shards) {}

    private ShardWatch(IntSupplier shards, NanoClock clock) {
        thread = new Thread(() -> watch(shards, clock), "shard-watch");
        thread.setDaemon(true);
    }

    static ShardWatch start(IntSupplier shards, NanoClock clock) {
        ShardWatch watch = new ShardWatch(shards, clock);
        watch.thread.start();
        return watch;
    }

    /** What it was at first, and each change. */
    synchronized List<Change> changes() {
        return List.copyOf(changes);
    }

    /** Not by an interrupt, which would look like a failure to a look that is under way. */
    @Override
    public void close() {
        closed = true;
    }

    /** How many there were at the end of a second; 0 before the first look. */
    static int at(List<Change> changes, int second) {
        return changes.stream()
                .filter(change -> change.second() <= second + 1)
                .mapToInt(Change::shards)
                .reduce(0, (earlier, later) -> later);
    }

    /** When the first change was seen; empty if there was none. */
    static OptionalDouble firstGrowth(List<Change> changes) {
        return changes.stream().skip(1).mapToDouble(Change::second).min();
    }

    /** When the last change was seen; empty if there was none. */
    static OptionalDouble lastGrowth(List<Change> changes) {
        return changes.stream().skip(1).mapToDouble(Change::second).max();
    }

    private void watch(IntSupplier shards, NanoClock clock) {
        long start = clock.nanos();
        int last = 0;
        try {
            for (long next = start; !closed; next += PERIOD_NANOS) {
                clock.sleepUntil(next);
                int now = shards.getAsInt();
                if (now != last) {
                    note(new Change((clock.nanos() - start) / 1e9, now));
                    last = now;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void note(Change change) {
        changes.add(change);
    }
}
