package org.socialfeed.local;

import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import java.util.Map;
import java.util.TreeMap;

/** What one action of a transaction made of its item; an empty map stands for no item. */
record Change(String table, TableShape shape, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
    /** A transaction prepares and commits: everything it does to the table counts twice. */
    private static final int PREPARE_AND_COMMIT = 2;

    /** An index follows the committed item once: its entry costs what it costs outside a transaction. */
    private static final int INDEX_FACTOR = 1;

    /** The table's write units; a check that changes nothing pays like a write. */
    int writeUnits() {
        return PREPARE_AND_COMMIT * CapacityUnits.ofWrite(before, after);
    }

    /** The table's read units when a repeated client token made DynamoDB answer without writing. */
    int readUnits() {
        return PREPARE_AND_COMMIT * CapacityUnits.ofRead(before, after);
    }

    /** The write units of each index whose entry was put, changed or removed. */
    Map<String, Integer> indexUnits() {
        Map<String, Integer> units = new TreeMap<>();
        for (IndexShape index : shape.indexes()) {
            int entry = INDEX_FACTOR * index.units(before, after);
            if (entry > 0) {
                units.put(index.name(), entry);
            }
        }
        return units;
    }
}
