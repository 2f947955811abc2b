package org.socialfeed.hot;

import java.time.Duration;
import java.util.Optional;
import org.socialfeed.hot.RegistryLog.Row;

/**
 * Up to where a replica has read the registry's log, which is where its next read begins. Immutable.
 *
 * <p>A Query is no snapshot: it may show a row and lack an earlier one that was committed while it ran, so the position
 * stays before a gap. But a row that the head has counted, and that a read still lacks which began a moment after the
 * head was seen, is lost, and the position goes on behind it. Else every later row would be read for ever, and none added.
 *
 * @param version of the last row read
 * @param head as last read: that of the last row there is, if the log is sound
 * @param missing rows passed over that were not there
 * @param unreadable rows passed over that could not be parsed
 * @param doubt what was missing in the last read, and may only have been late
 */
record LogPosition(long version, long head, long missing, long unreadable, Optional<Doubt> doubt) {
    static final LogPosition START = new LogPosition(0, 0, 0, 0, Optional.empty());

    /** Longer than any transaction is half done. */
    private static final Duration HALF_DONE = Duration.ofSeconds(1);

    /**
     * Some row up to the head was not there.
     *
     * @param seen when the read ended that first lacked it, by this replica's own clock
     */
    record Doubt(long head, long seen) {}

    /** Rows of which this replica does not know what they say. */
    long lost() {
        return missing + unreadable;
    }

    /** After a read that began and ended at these times. */
    LogPosition after(RegistryLog.Rows read, long began, long ended) {
        long sure = doubt.filter(first -> began - first.seen() >= HALF_DONE.toNanos())
                .map(Doubt::head)
                .orElse(version);
        long last = version;
        long lost = 0;
        long unread = 0;
        for (Row row : read.rows()) {
            long reached = Math.max(last, Math.min(row.version() - 1, sure));
            lost += reached - last;
            last = reached;
            if (row.version() == last + 1) {
                last++;
                unread += row.change().isEmpty() ? 1 : 0;
            }
        }
        lost += Math.max(0, sure - last);
        last = Math.max(last, sure);
        return new LogPosition(last, read.head(), missing + lost, unreadable + unread, doubt(last, read.head(), ended));
    }

    /** The older doubt as long as it holds: by a newer head nothing would ever be sure. */
    private Optional<Doubt> doubt(long last, long newHead, long ended) {
        return doubt.filter(first -> first.head() > last)
                .or(() -> Optional.of(new Doubt(newHead, ended)).filter(fresh -> fresh.head() > last));
    }
}
