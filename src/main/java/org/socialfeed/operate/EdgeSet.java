package org.socialfeed.operate;

/**
 * A set of edges between numbered users: 12 to 24 bytes an edge, where a set of objects takes 60 and keeps the collector busy.
 *
 * <p>Open addressing with linear probing. Nobody follows themselves, so no edge is 0 to 0, and 0 stands for a free slot.
 */
final class EdgeSet {
    private static final long FREE = 0;
    private static final int FIRST_CAPACITY = 1 << 10;
    /** Slots for each edge at the least: with fewer, probes become long. */
    private static final double SLOTS_PER_EDGE = 1.5;
    /** 2^64 divided by the golden ratio: spreads neighbouring numbers over all slots (Knuth, TAOCP 6.4). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long[] slots = new long[FIRST_CAPACITY];
    private int size;

    /** Whether the edge was not there before. */
    boolean add(int from, int to) {
        if (size * SLOTS_PER_EDGE >= slots.length) {
            grow();
        }
        boolean added = put(slots, ((long) from << Integer.SIZE) | to);
        size += added ? 1 : 0;
        return added;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (long edge : slots) {
            if (edge != FREE) {
                put(larger, edge);
            }
        }
        slots = larger;
    }

    private static boolean put(long[] slots, long edge) {
        int slot = (int) ((edge * SPREAD) >>> (Long.numberOfLeadingZeros(slots.length) + 1));
        while (slots[slot] != FREE) {
            if (slots[slot] == edge) {
                return false;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = edge;
        return true;
    }
}
