package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The writes that the indexes have not heard of. For each item, the states before these writes in their order: the index
 * shows the first until its time is over, then the next, and at last what the table has. So it never goes back.
 */
final class PendingEntries {
    private final LongSupplier nanoTime;
    private final Map<ItemKey, Deque<Version>> versions = new HashMap<>();

    PendingEntries(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * To be called before a write is sent: from now on the index shows the item as it is now, empty if it is not there.
     * What is returned has to be {@link #settle settled} or {@link #drop dropped}.
     */
    synchronized Version add(ItemKey item, Optional<ObjectNode> before) {
        Version version = new Version(item, before);
        versions.computeIfAbsent(item, absent -> new ArrayDeque<>()).add(version);
        return version;
    }

    /** The write was done: the index shows it after this time, and not before earlier writes of the item. */
    synchronized void settle(Version version, long lagNanos) {
        long until = nanoTime.getAsLong() + lagNanos;
        for (Version earlier : versions.getOrDefault(version.item, new ArrayDeque<>())) {
            if (earlier == version) {
                break;
            }
            until = earlier.settled ? Math.max(until, earlier.until) : until;
        }
        version.until = until;
        version.settled = true;
    }

    /** The write was not done. */
    synchronized void drop(Version version) {
        versions.computeIfPresent(version.item, (item, all) -> {
            all.remove(version);
            return all.isEmpty() ? null : all;
        });
    }

    synchronized void clear() {
        versions.clear();
    }

    /** What the indexes of a table show now instead of what the table has; empty for an item they do not have. */
    synchronized Map<ItemKey, Optional<ObjectNode>> shown(String table) {
        long now = nanoTime.getAsLong();
        Map<ItemKey, Optional<ObjectNode>> shown = new HashMap<>();
        for (Iterator<Deque<Version>> all = versions.values().iterator(); all.hasNext(); ) {
            Deque<Version> ofItem = all.next();
            while (!ofItem.isEmpty() && ofItem.peek().isOver(now)) {
                ofItem.remove();
            }
            if (ofItem.isEmpty()) {
                all.remove();
            } else if (ofItem.peek().item.table().equals(table)) {
                shown.put(ofItem.peek().item, ofItem.peek().before);
            }
        }
        return shown;
    }

    /** One state of an item, and until when it is shown. */
    static final class Version {
        private final ItemKey item;
        private final Optional<ObjectNode> before;
        private boolean settled;
        private long until;

        Version(ItemKey item, Optional<ObjectNode> before) {
            this.item = item;
            this.before = before;
        }

        private boolean isOver(long now) {
            return settled && until - now <= 0;
        }
    }
}
