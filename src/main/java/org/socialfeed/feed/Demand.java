package org.socialfeed.feed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/**
 * How many entries of a place were lately asked for at most.
 *
 * <p>When a head has become too old, the next reader loads what the others will need again, not only what they need
 * themselves: or a much-read place would be read once for each size, and not once.
 */
final class Demand {
    private static final Duration LATELY = Duration.ofSeconds(3);
    private static final int MOST_PLACES = 10_000;

    private final Cache<Head.Place, Integer> most;

    Demand(Ticker ticker) {
        this.most = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(LATELY)
                .maximumSize(MOST_PLACES)
                .build();
    }

    /** Takes note of what is unusual; the least need not be. */
    void remember(Head.Place place, int entries) {
        most.asMap().merge(place, entries, Math::max);
    }

    /** The most that was lately asked for, this included. */
    int most(Head.Place place, int entries) {
        Integer known = most.getIfPresent(place);
        return known == null ? entries : Math.max(known, entries);
    }
}
