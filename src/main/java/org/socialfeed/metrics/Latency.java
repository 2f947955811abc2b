package org.socialfeed.metrics;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.Stream;

/** Timers whose quantiles are computed over all replicas: by buckets, since quantiles of replicas can't be added up. */
public final class Latency {
    /** From a cached answer to the deadline of a request, each about the double of the one before. */
    private static final Duration[] BUCKETS = Stream.of(
                    "PT0.0025S",
                    "PT0.005S",
                    "PT0.01S",
                    "PT0.025S",
                    "PT0.05S",
                    "PT0.1S",
                    "PT0.25S",
                    "PT0.5S",
                    "PT1S",
                    "PT2.5S",
                    "PT5S",
                    "PT10S")
            .map(Duration::parse)
            .toArray(Duration[]::new);

    private Latency() {}

    /** Begins a timer with the buckets of all timers, 2.5 ms to 10 s. Each combination of tags is 15 series. */
    public static Timer.Builder timer(String name, String description) {
        return Timer.builder(name).description(description).serviceLevelObjectives(BUCKETS);
    }
}
