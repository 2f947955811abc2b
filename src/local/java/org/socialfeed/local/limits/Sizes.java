package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/**
 * Estimates what an item consumes from its JSON, by the Developer Guide's page "DynamoDB item sizes and formats"; exact
 * enough for what is replaced by DynamoDB's own figure or only gives the proportion in which that is split.
 */
final class Sizes {
    private static final int WRITE_BYTES = 1024;
    private static final int READ_BYTES = 4096;

    private Sizes() {}

    static int writeUnits(JsonNode item) {
        return units(item, WRITE_BYTES);
    }

    /** Of a consistent read. */
    static int readUnits(JsonNode item) {
        return units(item, READ_BYTES);
    }

    private static int units(JsonNode item, int unit) {
        return Math.max(1, (attributes(item) + unit - 1) / unit);
    }

    private static int attributes(JsonNode item) {
        return Json.fields(item).entrySet().stream()
                .mapToInt(attribute -> utf8(attribute.getKey()) + value(attribute.getValue()))
                .sum();
    }

    private static int value(JsonNode value) {
        if (value.has("M")) {
            return 3 + value.get("M").size() + attributes(value.get("M"));
        }
        if (value.has("L")) {
            return 3
                    + Json.elements(value.get("L"))
                            .mapToInt(element -> 1 + value(element))
                            .sum();
        }
        if (value.has("N")) {
            return 2 + utf8(value.get("N").asText()) / 2;
        }
        return Json.elements(value)
                .mapToInt(content -> content.isArray()
                        ? Json.elements(content)
                                .mapToInt(element -> utf8(element.asText()))
                                .sum()
                        : utf8(content.asText()))
                .sum();
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
