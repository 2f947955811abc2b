package org.socialfeed.table;

/** How current a read must be. */
public enum Freshness {
    /** Sees every write acknowledged before it; costs twice as much; not to be had from the index. */
    CONSISTENT,
    /** May miss the latest writes for a moment. */
    EVENTUAL;

    boolean consistent() {
        return this == CONSISTENT;
    }
}
