package org.socialfeed.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;

/** The least values of our numeric settings: below them the service would refuse or hang on every request. */
final class SettingBounds {
    private static final Map<String, Integer> LEAST = new TreeMap<>(Map.of(
            "feed.cache.head-entries", 1,
            "feed.cache.loads", 1,
            "feed.fan-out.concurrency", 1,
            "feed.follow.limit", 1,
            "feed.http.max-in-flight", 1,
            "feed.table.attempts", 1,
            "feed.table.conflict-retries", 0));

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
        if (config.getValue("feed.table.name", String.class).isBlank()) {
            faults.add("feed.table.name is empty");
        }
        return faults;
    }
}
