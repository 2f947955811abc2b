package org.socialfeed.local;

import com.amazonaws.services.dynamodbv2.model.Capacity;
import com.amazonaws.services.dynamodbv2.model.ConsumedCapacity;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums up what a transaction consumed of one table, and says it in the form of DynamoDB's answer.
 *
 * <p>An index that nothing changed in is not mentioned.
 */
final class TransactionBill {
    private final Map<String, Integer> indexes = new HashMap<>();
    private int table;

    private TransactionBill() {}

    /**
     * For a transaction that was carried out: write units of tables and indexes.
     *
     * @param split whether to tell table and indexes apart ({@code INDEXES}) or not ({@code TOTAL})
     */
    static List<ConsumedCapacity> ofWrites(List<Change> changes, boolean split) {
        Map<String, TransactionBill> bills = new LinkedHashMap<>();
        for (Change change : changes) {
            TransactionBill bill = bills.computeIfAbsent(change.table(), name -> new TransactionBill());
            bill.table += change.writeUnits();
            change.indexUnits().forEach((index, units) -> bill.indexes.merge(index, units, Integer::sum));
        }
        return bills.entrySet().stream()
                .map(bill -> bill.getValue().written(bill.getKey(), split))
                .toList();
    }

    /**
     * For a transaction that had been carried out before under the same client token: read units of tables only.
     *
     * @param split as for writes
     */
    static List<ConsumedCapacity> ofReplay(List<Change> changes, boolean split) {
        Map<String, TransactionBill> bills = new LinkedHashMap<>();
        for (Change change : changes) {
            bills.computeIfAbsent(change.table(), name -> new TransactionBill()).table += change.readUnits();
        }
        return bills.entrySet().stream()
                .map(bill -> bill.getValue().read(bill.getKey(), split))
                .toList();
    }

    private ConsumedCapacity written(String name, boolean split) {
        double total =
                table + indexes.values().stream().mapToInt(units -> units).sum();
        ConsumedCapacity consumed = new ConsumedCapacity()
                .withTableName(name)
                .withCapacityUnits(total)
                .withWriteCapacityUnits(total);
        if (split) {
            consumed.setTable(writes(table));
            indexes.forEach((index, units) -> consumed.addGlobalSecondaryIndexesEntry(index, writes(units)));
        }
        return consumed;
    }

    private ConsumedCapacity read(String name, boolean split) {
        double total = table;
        ConsumedCapacity consumed = new ConsumedCapacity()
                .withTableName(name)
                .withCapacityUnits(total)
                .withReadCapacityUnits(total);
        if (split) {
            consumed.setTable(new Capacity().withCapacityUnits(total).withReadCapacityUnits(total));
        }
        return consumed;
    }

    private static Capacity writes(double units) {
        return new Capacity().withCapacityUnits(units).withWriteCapacityUnits(units);
    }
}
