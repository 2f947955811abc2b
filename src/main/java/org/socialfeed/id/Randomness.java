package org.socialfeed.id;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** The sources of time and chance, so that tests can replace them. */
class Randomness {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    /** The monotonic clock of this process: for ages, which a wall clock can't tell. */
    @Produces
    @Singleton
    Ticker ticker() {
        return Ticker.systemTicker();
    }

    /** Ids must not be guessable from one another across authors, so the generator is a secure one. */
    @Produces
    @Singleton
    RandomGenerator random() {
        return new SecureRandom();
    }
}
