package org.socialfeed.feed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.socialfeed.table.Range;

/**
 * How many entries of a range were lately asked for at most.
 *
 * <p>When a head has become too old, the next reader loads what the others will need again, not only what they need
 * themselves: or a much-read range would be read once for each size, and not once.
 */
final class Demand {
    private static final Duration LATELY = Duration.ofSeconds(3);
    private static final int MOST_RANGES = 10_000;

    private final Cache<Range, Integer> most;

    Demand(Ticker ticker) {
        this.most = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(LATELY)
                .maximumSize(MOST_RANGES)
                .build();
    }

    /** The most that was lately asked for, this included; what is not unusual is not remembered. */
    int of(Range range, int entries, boolean unusual) {
        if (unusual) {
            return most.asMap().merge(range, entries, Math::max);
        }
        Integer known = most.getIfPresent(range);
        return known == null ? entries : Math.max(known, entries);
    }
}
