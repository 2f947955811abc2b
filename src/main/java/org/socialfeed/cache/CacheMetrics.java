package org.socialfeed.cache;

import com.github.benmanes.caffeine.cache.Cache;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** The figures of one cache, all tagged with its name. Keys are counted, not calls: a batch of five misses is five. */
final class CacheMetrics {
    private static final String CACHE = "cache";

    private final String cache;
    private final MeterRegistry registry;
    private final Counter hits;
    private final Counter joins;
    private final Counter misses;
    private final Counter evictions;
    private final AtomicInteger loading = new AtomicInteger();

    CacheMetrics(String cache, MeterRegistry registry) {
        this.cache = cache;
        this.registry = registry;
        this.hits = counter("feed.cache.hits", "Values that were there and young enough");
        this.joins = counter("feed.cache.joins", "Values that another request was already loading");
        this.misses = counter("feed.cache.misses", "Values that had to be loaded");
        this.evictions = counter("feed.cache.evictions", "Values dropped for want of memory");
        Gauge.builder("feed.cache.loads.in.flight", loading, AtomicInteger::get)
                .description("Loads that wait for DynamoDB")
                .tag(CACHE, cache)
                .register(registry);
    }

    /** Measures what the cache holds. */
    void watch(Cache<?, ?> entries) {
        Gauge.builder("feed.cache.entries", entries, Cache::estimatedSize)
                .description("Values held, those too old to be served included")
                .tag(CACHE, cache)
                .register(registry);
        Gauge.builder("feed.cache.size", entries, CacheMetrics::weight)
                .description("Memory held, by estimate")
                .baseUnit("bytes")
                .tag(CACHE, cache)
                .register(registry);
    }

    void hit() {
        hits(1);
    }

    void hits(int keys) {
        hits.increment(keys);
    }

    void joined() {
        joins.increment();
    }

    void missed(int keys) {
        misses.increment(keys);
    }

    void evicted() {
        evictions.increment();
    }

    void loadBegan() {
        loading.incrementAndGet();
    }

    void loadEnded() {
        loading.decrementAndGet();
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).tag(CACHE, cache).register(registry);
    }

    private static double weight(Cache<?, ?> entries) {
        return entries.policy()
                .eviction()
                .flatMap(eviction -> eviction.weightedSize().stream().boxed().findFirst())
                .orElse(0L);
    }
}
