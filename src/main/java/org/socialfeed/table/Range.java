package org.socialfeed.table;

/**
 * A run of sort keys in one partition of the table or of the index, both ends included, read upwards or newest first;
 * made by {@link Keys} only.
 *
 * <p>DynamoDB takes one condition on the sort key, so the end after a position is expressed by the nearest text beyond
 * it: a NUL character sorts right behind a key, and no key of ours holds a character from DEL upwards.
 */
public record Range(boolean index, boolean newestFirst, String partition, String prefix, String low, String high) {
    private static final char NUL = '\0';
    private static final char DEL = '\u007f';

    static Range ascending(String partition, String prefix) {
        return new Range(false, false, partition, prefix, prefix, prefix + DEL);
    }

    static Range newestFirst(String partition, String prefix) {
        return new Range(false, true, partition, prefix, prefix, prefix + DEL);
    }

    static Range newestFirstInIndex(String partition, String prefix) {
        return new Range(true, true, partition, prefix, prefix, prefix + DEL);
    }

    /** What comes beyond the entry with this last part, in reading order; that entry need not exist any more. */
    public Range beyond(String lastPart) {
        if (!newestFirst) {
            return within(prefix + lastPart + NUL, high);
        }
        int end = lastPart.length() - 1;
        String below = lastPart.substring(0, end) + (char) (lastPart.charAt(end) - 1) + DEL;
        return within(low, prefix + below);
    }

    /** From one last part to another, both included. */
    public Range between(String lowest, String highest) {
        return within(prefix + lowest, prefix + highest);
    }

    /** On to a whole sort key, included, that lies behind those of the prefix. */
    Range to(String sk) {
        return within(low, sk);
    }

    private Range within(String newLow, String newHigh) {
        return new Range(index, newestFirst, partition, prefix, newLow, newHigh);
    }
}
