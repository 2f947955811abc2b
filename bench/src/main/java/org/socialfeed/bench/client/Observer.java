package org.socialfeed.bench.client;

import java.time.Duration;
import java.util.Optional;

/** Hears of every answer and every retry; called from many threads. */
public interface Observer {
    /** {@code latency} is that of the attempt that was answered, without the ones before it. */
    void answered(Operation operation, boolean repeated, Duration latency, Optional<Capacity> capacity);

    /** {@code kind} is one of a few: a status or the name of a network failure. */
    void retried(Operation operation, String kind);
}
