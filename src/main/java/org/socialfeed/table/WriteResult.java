package org.socialfeed.table;

import java.util.Map;
import java.util.Optional;

/**
 * What became of a transaction whose outcome is known: it happened as a whole, or some of its conditions did not hold
 * and nothing happened.
 *
 * @param refusals the writes whose condition did not hold, each with the item that it met, if there was one
 */
public record WriteResult(Map<Write, Optional<Item>> refusals) {
    static final WriteResult COMMITTED = new WriteResult(Map.of());

    public boolean committed() {
        return refusals.isEmpty();
    }

    public boolean refused(Write write) {
        return refusals.containsKey(write);
    }

    /** The item that a refused write met; empty if there was none or the write was not refused. */
    public Optional<Item> met(Write write) {
        return refusals.getOrDefault(write, Optional.empty());
    }
}
