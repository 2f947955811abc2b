package org.socialfeed.local;

import com.amazonaws.services.dynamodbv2.model.BatchGetItemRequest;
import com.amazonaws.services.dynamodbv2.model.BatchGetItemResult;
import com.amazonaws.services.dynamodbv2.model.ConsumedCapacity;
import com.amazonaws.services.dynamodbv2.model.KeysAndAttributes;
import java.util.List;

/**
 * Charges reads that find nothing as DynamoDB does: as much as for a small item, ½ read unit or a whole one if consistent.
 * DynamoDB Local says 0 of them.
 */
final class EmptyReads {
    private EmptyReads() {}

    /** Of a read of one key or range. */
    static void charge(ConsumedCapacity consumed, Boolean consistent) {
        if (consumed != null && consumed.getCapacityUnits() == 0) {
            consumed.setCapacityUnits(least(consistent));
        }
    }

    /** Of a read of many keys: each absent item is charged for itself. */
    static void charge(BatchGetItemRequest request, BatchGetItemResult result) {
        if (result.getConsumedCapacity() != null) {
            result.getConsumedCapacity().forEach(consumed -> {
                KeysAndAttributes asked = request.getRequestItems().get(consumed.getTableName());
                KeysAndAttributes left = result.getUnprocessedKeys().get(consumed.getTableName());
                int found = result.getResponses()
                        .getOrDefault(consumed.getTableName(), List.of())
                        .size();
                int absent = asked.getKeys().size()
                        - found
                        - (left == null ? 0 : left.getKeys().size());
                consumed.setCapacityUnits(consumed.getCapacityUnits() + absent * least(asked.getConsistentRead()));
            });
        }
    }

    private static double least(Boolean consistent) {
        return Boolean.TRUE.equals(consistent) ? 1 : 0.5;
    }
}
