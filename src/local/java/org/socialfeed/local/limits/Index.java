package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A global secondary index.
 *
 * @param projected all attributes of an entry, keys included; empty if it is the whole item
 */
record Index(Resource resource, KeyNames key, Optional<Set<String>> projected) {
    private static final Pattern NAME = Pattern.compile("#?[\\w-]+");

    /** Of one of the {@code GlobalSecondaryIndexes} in a description of a table. */
    static Index of(JsonNode description, Resource table, KeyNames tableKey) {
        KeyNames key = KeyNames.of(description.path("KeySchema"));
        JsonNode projection = description.path("Projection");
        Set<String> projected = new HashSet<>(key.names());
        projected.addAll(tableKey.names());
        projection.path("NonKeyAttributes").forEach(name -> projected.add(name.asText()));
        boolean everything = projection.path("ProjectionType").asText().equals("ALL");
        Resource resource = new Resource(
                table.table(),
                Optional.of(description.path("IndexName").asText()),
                description.path("IndexArn").asText(),
                table.onDemand());
        return new Index(resource, key, everything ? Optional.empty() : Optional.of(Set.copyOf(projected)));
    }

    String name() {
        return resource.index().orElseThrow();
    }

    /** What the index holds of an item that has its key. */
    ObjectNode entry(ObjectNode item) {
        return projected.map(names -> item.deepCopy().retain(names)).orElse(item);
    }

    /** Whether an update may change an entry, by the names of attributes that it mentions. */
    boolean isTouchedBy(JsonNode update) {
        Matcher names = NAME.matcher(update.path("UpdateExpression").asText());
        JsonNode aliases = update.path("ExpressionAttributeNames");
        return projected.isEmpty()
                || names.results()
                        .map(name -> aliases.path(name.group()).asText(name.group()))
                        .anyMatch(projected.get()::contains);
    }

    Partition partition(String keyValue) {
        return new Partition(resource, keyValue, Access.WRITE);
    }
}
