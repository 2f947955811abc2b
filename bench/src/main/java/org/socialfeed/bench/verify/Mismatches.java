package org.socialfeed.bench.verify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.socialfeed.bench.verify.Mismatch.Kind;

/** Counts all mismatches and keeps the first {@value #KEPT}; safe for many threads. */
public final class Mismatches {
    private static final int KEPT = 10;

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final List<Mismatch> first = new ArrayList<>();

    public synchronized void add(Kind kind, String detail) {
        counts.merge(kind, 1L, Long::sum);
        if (first.size() < KEPT) {
            first.add(new Mismatch(kind, detail));
        }
    }

    public synchronized long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Kinds that did not occur are absent. */
    public synchronized Map<Kind, Long> counts() {
        return Map.copyOf(counts);
    }

    public synchronized List<Mismatch> first() {
        return List.copyOf(first);
    }
}
