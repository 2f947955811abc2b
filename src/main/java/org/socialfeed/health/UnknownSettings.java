package org.socialfeed.health;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Settings that look like ours and are none: misspelt ones, which would otherwise leave a default in force unnoticed. */
final class UnknownSettings {
    /** All that there are; a test compares them with the interfaces that read them. */
    static final Set<String> KNOWN = Set.of(
            "feed.cache.head-entries",
            "feed.cache.loads",
            "feed.cache.max-age",
            "feed.cache.memory",
            "feed.capacity.header",
            "feed.cursor.keys",
            "feed.fan-out.concurrency",
            "feed.follow.limit",
            "feed.hot.fence",
            "feed.hot.measured-keys",
            "feed.hot.most-shards",
            "feed.hot.refresh",
            "feed.hot.writes-per-shard",
            "feed.http.deadline",
            "feed.http.max-in-flight",
            "feed.local.data",
            "feed.local.dynamodb",
            "feed.local.in-memory",
            "feed.table.attempts",
            "feed.table.conflict-retries",
            "feed.table.name",
            "feed.tracing.enabled");

    private static final Set<String> AS_VARIABLES =
            KNOWN.stream().map(UnknownSettings::variable).collect(Collectors.toSet());

    /** What Kubernetes puts into every container of a namespace with a Service called {@code feed}. */
    private static final Pattern OF_KUBERNETES = Pattern.compile("FEED_(SERVICE_(HOST|PORT).*|PORT(_.*)?)");

    private UnknownSettings() {}

    /** A line for each, with where it stands. */
    static List<String> faults(Config config) {
        List<String> faults = new ArrayList<>();
        // A source of variables gives a name as it is, and also as it would be written in a file.
        Set<String> told = new HashSet<>();
        for (ConfigSource source : config.getConfigSources()) {
            source.getPropertyNames().stream()
                    .filter(name -> isUnknown(name) && told.add(variable(bare(name))))
                    .sorted()
                    .forEach(name -> faults.add(name + " is no setting of this service (" + source.getName() + ")"));
        }
        return faults;
    }

    private static boolean isUnknown(String name) {
        String variable = variable(bare(name));
        return (bare(name).startsWith("feed.") || name.startsWith("FEED_"))
                && !AS_VARIABLES.contains(variable)
                && !OF_KUBERNETES.matcher(variable).matches();
    }

    /** A value of one profile has the profile in front; an element of a list has its number behind. */
    private static String bare(String name) {
        return name.replaceAll("^%[^.]+\\.", "").replaceAll("\\[\\d+]$", "");
    }

    /** The environment variable of a setting, by the rule of MicroProfile Config. */
    private static String variable(String setting) {
        return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
