package org.socialfeed.local.limits;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * In which index partitions the items are that were put through the proxy: a delete or an update does not say so.
 *
 * <p>The 200,000 used last are remembered. An item that is not, or that an update has put into an index, is thought to be
 * in none: what the index consumes for it is charged to nobody.
 */
final class IndexMemory {
    private static final int MOST_ITEMS = 200_000;

    private final Map<ItemKey, Map<String, String>> partitions = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ItemKey, Map<String, String>> eldest) {
            return size() > MOST_ITEMS;
        }
    };

    /** Values of the partition keys by the index's name. */
    synchronized Map<String, String> of(ItemKey item) {
        return partitions.getOrDefault(item, Map.of());
    }

    /** To be called after a write was done. */
    synchronized void learn(Touch touch) {
        touch.item().ifPresent(item -> {
            if (touch.kind() == Touch.Kind.PUT || touch.kind() == Touch.Kind.DELETE) {
                partitions.remove(item);
            }
            Map<String, String> entries = new HashMap<>();
            touch.put()
                    .ifPresent(put -> touch.schema().indexes().stream()
                            .filter(index -> index.key().isIn(put))
                            .forEach(index ->
                                    entries.put(index.name(), index.key().partitionOf(put))));
            if (!entries.isEmpty()) {
                partitions.put(item, Map.copyOf(entries));
            }
        });
    }
}
