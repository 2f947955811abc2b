package org.socialfeed.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.ToLongFunction;

/** Makes the caches of this replica and parts the memory between them. */
@Singleton
public class Caches {
    /**
     * How long a value is kept whose key says which version it is. It never becomes wrong, but its reader may not come back
     * for it, and a replica from before there were versions changes things without a new one.
     */
    private static final Duration VERSIONED = Duration.ofMinutes(10);

    private static final int SHARES = 9;

    private final CacheSettings settings;
    private final Loads loads;
    private final Ticker ticker;
    private final MeterRegistry registry;

    Caches(CacheSettings settings, Loads loads, Ticker ticker, MeterRegistry registry) {
        this.settings = settings;
        this.loads = loads;
        this.ticker = ticker;
        this.registry = registry;
    }

    /**
     * What every cache is built with: it tidies up on the thread that uses it, some microseconds now and then. Caffeine's own
     * choice, the JVM's common pool, wakes another thread after every few dozen reads, which took more than the tidying.
     */
    public static Caffeine<Object, Object> builder() {
        return Caffeine.newBuilder().executor(Runnable::run);
    }

    /**
     * A cache of what others do, which may be as old as the settings allow.
     *
     * @param shares ninths of the memory; those of all caches make up nine
     * @param bytes what a value takes, roughly
     */
    public <K, V> FreshCache<K, V> ofAge(String name, int shares, ToLongFunction<V> bytes) {
        return cache(name, settings.maxAge(), shares, bytes);
    }

    /**
     * A cache of what its key names once and for all, because a version is part of it. It is never out of date.
     *
     * @see #ofAge for the parameters
     */
    public <K, V> FreshCache<K, V> ofVersions(String name, int shares, ToLongFunction<V> bytes) {
        return cache(name, settings.maxAge().isZero() ? Duration.ZERO : VERSIONED, shares, bytes);
    }

    private <K, V> FreshCache<K, V> cache(String name, Duration maxAge, int shares, ToLongFunction<V> bytes) {
        long memory = settings.memory().asLongValue() / SHARES * shares;
        return new FreshCache<>(name, maxAge, memory, bytes, loads, ticker, registry);
    }
}
