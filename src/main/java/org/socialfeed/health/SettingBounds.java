package org.socialfeed.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            "feed.http.max-in-flight", 1,
            "feed.table.attempts", 1,
            "feed.table.conflict-retries", 0));

    private static final String MOST_SHARDS = "feed.hot.most-shards";

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
        int shards = config.getValue(MOST_SHARDS, Integer.class);
        if (shards < 1 || shards > Shard.MAX || Integer.bitCount(shards) != 1) {
            faults.add(MOST_SHARDS + " is " + shards + ": it must be a power of two from 1 to " + Shard.MAX);
        }
        if (config.getValue("feed.table.name", String.class).isBlank()) {
            faults.add("feed.table.name is empty");
        }
        return faults;
    }
}
