package org.socialfeed.feed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.socialfeed.cache.Caches;

/**
 * How many entries of a place were lately asked for at most.
 *
 * <p>When a head has become too old, the next reader loads what the others will need again, not only what they need
 * themselves: or a much-read place would be read once for each size, and not once.
 */
final class Demand {
    /** What is asked for all the time is noted no more often than this: a note is a write to a cache, and each page would pay it. */
    private static final Duration NOTED = Duration.ofSeconds(1);

    /** A demand outlives who had it by this, or by up to {@link #NOTED} less. */
    private static final Duration LATELY = Duration.ofSeconds(3);

    private static final int MOST_PLACES = 10_000;

    private final Cache<Head.Place, Note> most;
    private final Ticker ticker;

    Demand(Ticker ticker) {
        this.ticker = ticker;
        this.most = Caches.builder()
                .ticker(ticker)
                .expireAfterWrite(LATELY)
                .maximumSize(MOST_PLACES)
                .build();
    }

    private record Note(int entries, long nanos) {
        boolean covers(Note asked) {
            return entries >= asked.entries && asked.nanos - nanos < NOTED.toNanos();
        }

        Note or(Note other) {
            return new Note(Math.max(entries, other.entries), Math.max(nanos, other.nanos));
        }
    }

    /** Takes note of what is unusual; the least need not be. */
    void remember(Head.Place place, int entries) {
        Note asked = new Note(entries, ticker.read());
        Note known = most.getIfPresent(place);
        if (known == null || !known.covers(asked)) {
            most.asMap().merge(place, asked, Note::or);
        }
    }

    /** The most that was lately asked for, this included. */
    int most(Head.Place place, int entries) {
        Note known = most.getIfPresent(place);
        return known == null ? entries : Math.max(known.entries(), entries);
    }
}
