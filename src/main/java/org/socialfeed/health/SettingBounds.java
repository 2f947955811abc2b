package org.socialfeed.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.socialfeed.table.Shard;

/** The bounds of our settings: beyond them the service would refuse or hang on every request, or not do what was meant. */
final class SettingBounds {
    private static final Map<String, Integer> LEAST = new TreeMap<>(Map.of(
            "feed.cache.head-entries", 1,
            "feed.cache.loads", 1,
            "feed.fan-out.concurrency", 1,
            "feed.follow.limit", 1,
            "feed.hot.measured-keys", 1,
            "feed.hot.writes-per-shard", 1,
            "feed.http.max-in-flight", 1,
            "feed.table.attempts", 1,
            "feed.table.conflict-retries", 0));

    private static final String MOST_SHARDS = "feed.hot.most-shards";
    private static final String FENCE = "feed.hot.fence";
    private static final String REFRESH = "feed.hot.refresh";

    private static final Map<String, Duration> SHORTEST = new TreeMap<>(Map.of(
            "feed.cache.max-age",
            Duration.ZERO,
            REFRESH,
            Duration.ofMillis(100),
            "feed.http.deadline",
            Duration.ofMillis(100)));

    private SettingBounds() {}

    /** A line for each setting that is out of its bounds. */
    static List<String> faults(Config config) {
        List<String> faults = new ArrayList<>();
        LEAST.forEach((name, least) -> {
            int value = config.getValue(name, Integer.class);
            if (value < least) {
                faults.add(name + " is " + value + ": it must be at least " + least);
            }
        });
        SHORTEST.forEach((name, shortest) -> {
            if (duration(config, name).compareTo(shortest) < 0) {
                faults.add(
                        name + " is " + given(config, name) + ": it must be at least " + shortest.toMillis() + " ms");
            }
        });
        int shards = config.getValue(MOST_SHARDS, Integer.class);
        if (shards < 1 || shards > Shard.MAX || Integer.bitCount(shards) != 1) {
            faults.add(MOST_SHARDS + " is " + shards + ": it must be a power of two from 1 to " + Shard.MAX);
        }
        if (given(config, "feed.table.name").isBlank()) {
            faults.add("feed.table.name is empty");
        }
        return faults;
    }

    /** A registry that is read more seldom than it may be old would be read by requests. Tests want that. */
    static Optional<String> fenceFault(Config config) {
        return duration(config, FENCE).compareTo(duration(config, REFRESH)) > 0
                ? Optional.empty()
                : Optional.of(FENCE + " is " + given(config, FENCE) + ": it must be longer than " + REFRESH
                        + ", which is " + given(config, REFRESH));
    }

    private static Duration duration(Config config, String name) {
        return config.getValue(name, Duration.class);
    }

    private static String given(Config config, String name) {
        return Optional.ofNullable(config.getConfigValue(name).getValue()).orElse("");
    }
}
