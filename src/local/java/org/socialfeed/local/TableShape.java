package org.socialfeed.local;

import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import com.amazonaws.services.dynamodbv2.model.TableDescription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must be known of a table to tell what a write costs: its key's attributes and its indexes. */
record TableShape(Set<String> keys, List<IndexShape> indexes) {
    static TableShape of(TableDescription table) {
        Set<String> keys = IndexShape.names(table.getKeySchema());
        if (table.getGlobalSecondaryIndexes() == null) {
            return new TableShape(keys, List.of());
        }
        return new TableShape(
                keys,
                table.getGlobalSecondaryIndexes().stream()
                        .map(index -> IndexShape.of(index, keys))
                        .toList());
    }

    Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new HashMap<>(item);
        key.keySet().retainAll(keys);
        return key;
    }
}
