package org.socialfeed.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The monotonic clock by which ages are told, so that tests can replace it. */
class Time {
    @Produces
    @Singleton
    Ticker ticker() {
        return Ticker.systemTicker();
    }
}
