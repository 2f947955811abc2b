package org.socialfeed.local.limits;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The items that writes are at right now, by the Developer Guide's page "Amazon DynamoDB Transactions: How it works",
 * section "Transaction conflict handling".
 *
 * <p>A transaction has its items from its arrival to its answer, all or, if it loses one to another transaction, none.
 * Plain writes do not keep a transaction from writing, but a transaction from reading. Plain reads meet nothing.
 */
final class ItemsInFlight {
    private final Set<ItemKey> inTransactions = new HashSet<>();
    private final Map<ItemKey, Integer> plainWrites = new HashMap<>();

    /** Begins a writing transaction unless another one is at an item; returns the positions where that is so. */
    synchronized List<Integer> beginTransaction(List<ItemKey> items) {
        List<Integer> conflicts = positions(items, inTransactions::contains);
        if (conflicts.isEmpty()) {
            inTransactions.addAll(items);
        }
        return conflicts;
    }

    synchronized void endTransaction(List<ItemKey> items) {
        items.forEach(inTransactions::remove);
    }

    /** The positions of items that a transaction cannot read now. */
    synchronized List<Integer> inTheWayOfReading(List<ItemKey> items) {
        return positions(items, item -> inTransactions.contains(item) || plainWrites.containsKey(item));
    }

    /** Begins a plain write unless a transaction is at the item; returns whether it began. */
    synchronized boolean beginWrite(ItemKey item) {
        if (inTransactions.contains(item)) {
            return false;
        }
        plainWrites.merge(item, 1, Integer::sum);
        return true;
    }

    synchronized void endWrite(ItemKey item) {
        plainWrites.computeIfPresent(item, (same, writes) -> writes == 1 ? null : writes - 1);
    }

    private static List<Integer> positions(List<ItemKey> items, Predicate<ItemKey> conflict) {
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (conflict.test(items.get(i))) {
                positions.add(i);
            }
        }
        return positions;
    }
}
