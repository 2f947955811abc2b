package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What must be known of a table to tell which partitions a request reaches. */
record Schema(Resource table, KeyNames key, List<Index> indexes) {
    /** Of the {@code Table} that DescribeTable answers. */
    static Schema of(JsonNode description) {
        boolean onDemand = description
                .path("BillingModeSummary")
                .path("BillingMode")
                .asText()
                .equals("PAY_PER_REQUEST");
        Resource table = new Resource(
                description.path("TableName").asText(),
                Optional.empty(),
                description.path("TableArn").asText(),
                onDemand);
        KeyNames key = KeyNames.of(description.path("KeySchema"));
        List<Index> indexes = Json.elements(description.path("GlobalSecondaryIndexes"))
                .map(index -> Index.of(index, table, key))
                .toList();
        return new Schema(table, key, indexes);
    }

    Optional<Index> index(String name) {
        return indexes.stream().filter(index -> index.name().equals(name)).findAny();
    }

    ItemKey item(ObjectNode key) {
        StringBuilder text = new StringBuilder(KeyNames.text(key.path(this.key.partition())));
        // A character that would make two keys one is in no key that anybody uses.
        this.key.sort().ifPresent(sort -> text.append('\0').append(KeyNames.text(key.path(sort))));
        return new ItemKey(table.table(), text.toString());
    }

    Partition partition(ObjectNode key, Access access) {
        return new Partition(table, this.key.partitionOf(key), access);
    }
}
