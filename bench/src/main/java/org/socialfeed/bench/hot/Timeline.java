package org.socialfeed.bench.hot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What became of requests, by the second in which they were made. Safe for many threads. */
final class Timeline {
    private final List<Counts> seconds = new ArrayList<>();
    private final long start;

    /** @param start of the first second, in nanoseconds */
    Timeline(long start) {
        this.start = start;
    }

    /**
     * One second.
     *
     * @param offered requests made in it
     * @param accepted those of them that succeeded, whenever the answer came
     * @param refused the others by kind
     */
    record Second(long offered, long accepted, Map<String, Long> refused) {
        long refusals() {
            return refused.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private static final class Counts {
        private final Map<String, Long> refused = new TreeMap<>();
        private long offered;
        private long accepted;
    }

    /** Notes a request that is made now; tells its second. */
    synchronized int offered(long now) {
        int second = (int) TimeUnit.NANOSECONDS.toSeconds(now - start);
        while (seconds.size() <= second) {
            seconds.add(new Counts());
        }
        seconds.get(second).offered++;
        return second;
    }

    synchronized void accepted(int second) {
        seconds.get(second).accepted++;
    }

    synchronized void refused(int second, String kind) {
        seconds.get(second).refused.merge(kind, 1L, Long::sum);
    }

    synchronized List<Second> seconds() {
        return seconds.stream()
                .map(each -> new Second(each.offered, each.accepted, Map.copyOf(each.refused)))
                .toList();
    }
}
