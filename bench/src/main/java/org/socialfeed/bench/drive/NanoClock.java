package org.socialfeed.bench.drive;

import java.util.concurrent.locks.LockSupport;

/** Time in nanoseconds from an arbitrary start, and waiting for it. */
public interface NanoClock {
    NanoClock SYSTEM = new NanoClock() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleepUntil(long nanos) throws InterruptedException {
            for (long left = nanos - nanos(); left > 0; left = nanos - nanos()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                LockSupport.parkNanos(left);
            }
        }
    };

    long nanos();

    /** Returns at once if that time has passed. */
    void sleepUntil(long nanos) throws InterruptedException;
}
