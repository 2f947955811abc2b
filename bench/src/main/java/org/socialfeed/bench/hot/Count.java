package org.socialfeed.bench.hot;

/**
 * What came of all writes to one target.
 *
 * @param line that wrote to it
 * @param accepted writes that were answered with success
 * @param edges there are in the table
 * @param counts sum of the COUNT items
 * @param shown by the API
 */
record Count(String line, long accepted, long edges, long counts, long shown) {
    /** An answer may be lost, an edge never, and a count is the number of edges. */
    boolean isExact() {
        return edges == counts && edges == shown && accepted <= edges;
    }
}
