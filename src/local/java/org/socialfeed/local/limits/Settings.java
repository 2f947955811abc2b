package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Set;

/**
 * What can be changed while the proxy runs.
 *
 * @param scale the part of DynamoDB's limits that is given: 1 for 1,000 write and 3,000 read units a second
 * @param latency whether answers take as long as DynamoDB's
 * @param indexLag the longest that an index is behind its table; zero for never
 */
record Settings(double scale, boolean latency, Duration indexLag) {
    private static final Set<String> NAMES = Set.of("scale", "latency", "indexLagMillis", "reset");

    Settings {
        if (!(scale > 0)) {
            throw new IllegalArgumentException("scale must be above 0");
        }
        if (indexLag.isNegative()) {
            throw new IllegalArgumentException("the index lag must not be below 0");
        }
    }

    /**
     * With those that are given.
     *
     * @throws IllegalArgumentException if one is unknown, of the wrong type or out of range
     */
    Settings with(JsonNode changes) {
        changes.fieldNames().forEachRemaining(name -> {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("unknown setting " + name);
            }
        });
        JsonNode newScale = changes.path("scale");
        JsonNode newLatency = changes.path("latency");
        JsonNode newLag = changes.path("indexLagMillis");
        if ((changes.has("scale") && !newScale.isNumber())
                || (changes.has("latency") && !newLatency.isBoolean())
                || (changes.has("indexLagMillis") && !newLag.isIntegralNumber())) {
            throw new IllegalArgumentException("scale and indexLagMillis are numbers, latency is true or false");
        }
        return new Settings(
                newScale.asDouble(scale),
                newLatency.asBoolean(latency),
                Duration.ofMillis(newLag.asLong(indexLag.toMillis())));
    }

    ObjectNode json() {
        return Json.object().put("scale", scale).put("latency", latency).put("indexLagMillis", indexLag.toMillis());
    }
}
