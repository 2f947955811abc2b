package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The attributes of a key: of a table's or an index's. */
record KeyNames(String partition, Optional<String> sort) {
    /** Of the {@code KeySchema} in a description of a table. */
    static KeyNames of(JsonNode keySchema) {
        return new KeyNames(
                name(keySchema, "HASH").orElseThrow(IllegalArgumentException::new), name(keySchema, "RANGE"));
    }

    Set<String> names() {
        return Stream.concat(Stream.of(partition), sort.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether an item has this key; only then it is in the index. */
    boolean isIn(JsonNode item) {
        return names().stream().allMatch(item::has);
    }

    /** @throws IllegalArgumentException if the item does not have this key */
    ObjectNode of(ObjectNode item) {
        if (!isIn(item)) {
            throw new IllegalArgumentException("No key: " + item);
        }
        return item.deepCopy().retain(names());
    }

    /** The partition key's value without its type. */
    String partitionOf(ObjectNode item) {
        return text(item.path(partition));
    }

    /**
     * An attribute's value without its type, which a key's schema fixes.
     *
     * @throws IllegalArgumentException if it is none of a key's types
     */
    static String text(JsonNode attribute) {
        for (String type : Set.of("S", "N", "B")) {
            if (attribute.path(type).isTextual()) {
                return attribute.get(type).textValue();
            }
        }
        throw new IllegalArgumentException("No key attribute: " + attribute);
    }

    private static Optional<String> name(JsonNode keySchema, String type) {
        return Json.elements(keySchema)
                .filter(part -> part.path("KeyType").asText().equals(type))
                .map(part -> part.path("AttributeName").asText())
                .findAny();
    }
}
