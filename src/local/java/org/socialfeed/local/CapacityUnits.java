package org.socialfeed.local;

import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import java.util.Map;

/**
 * Bytes to capacity units, by the Developer Guide's page "DynamoDB read and write operations": a write unit is a write
 * of up to 1 KB, a read unit a strongly consistent read of up to 4 KB. Nothing is free: no item costs one unit.
 */
final class CapacityUnits {
    private static final int WRITE_BYTES = 1024;
    private static final int READ_BYTES = 4096;

    private CapacityUnits() {}

    /** Of one write outside transactions: the larger of the item before and after counts. */
    static int ofWrite(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        return units(before, after, WRITE_BYTES);
    }

    /** Of one consistent read outside transactions, of the larger of two states of an item. */
    static int ofRead(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        return units(before, after, READ_BYTES);
    }

    private static int units(Map<String, AttributeValue> before, Map<String, AttributeValue> after, int unit) {
        int bytes = Math.max(ItemSize.of(before), ItemSize.of(after));
        return Math.max(1, (bytes + unit - 1) / unit);
    }
}
