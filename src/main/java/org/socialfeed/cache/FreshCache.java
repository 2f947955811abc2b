package org.socialfeed.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.socialfeed.cache.Entry.Departure;
import org.socialfeed.table.RequestContext;

/**
 * Values that are read by many and may be a little old: each is loaded once at a time, whoever asks for it meanwhile
 * waits for that load.
 *
 * <p>What is served or joined was sent to be loaded less than the maximum age ago, so no caller gets a state older than
 * that, counted from their asking. A load belongs to nobody: it goes on when the request that began it ends or is
 * cancelled, and its failure is given to all who wait and is not kept. Memory is bounded by estimated bytes; values being
 * loaded are never dropped for it. Values are shared by requests and threads, so they must be immutable.
 *
 * <p>With a maximum age of 0 the cache is off: each call loads for itself.
 */
public final class FreshCache<K, V> {
    /** Of an entry, its key and its place in the cache, in bytes. */
    private static final int OVERHEAD = 256;

    private final Cache<K, Entry<V>> entries;
    private final long maxAgeNanos;
    private final Loads loads;
    private final Ticker ticker;
    private final CacheMetrics metrics;

    FreshCache(
            String name,
            Duration maxAge,
            long maxBytes,
            ToLongFunction<V> bytes,
            Loads loads,
            Ticker ticker,
            MeterRegistry registry) {
        this.maxAgeNanos = maxAge.toNanos();
        this.loads = loads;
        this.ticker = ticker;
        CacheMetrics figures = new CacheMetrics(name, registry);
        this.metrics = figures;
        this.entries = Caches.builder()
                .ticker(ticker)
                .maximumWeight(maxBytes)
                .weigher((K key, Entry<V> entry) -> weight(entry, bytes))
                .expireAfter(Expiry.writing((K key, Entry<V> entry) -> entry.isLoaded() ? maxAge : Duration.ofDays(1)))
                .evictionListener((@Nullable K key, @Nullable Entry<V> entry, RemovalCause cause) -> {
                    if (cause == RemovalCause.SIZE) {
                        figures.evicted();
                    }
                })
                .build();
        metrics.watch(entries);
    }

    /** Loads values by key, for each key one. */
    public interface Loader<K, V> {
        Uni<Map<K, V>> load(List<K> keys);
    }

    public boolean isOff() {
        return maxAgeNanos == 0;
    }

    /** The value, loaded if need be. */
    public Uni<V> get(K key, Supplier<Uni<V>> loader) {
        return inMemory(key).map(there -> Uni.createFrom().item(there)).orElseGet(() -> loadOne(key, loader));
    }

    private Uni<V> loadOne(K key, Supplier<Uni<V>> loader) {
        return getAll(List.of(key), keys -> loader.get().map(value -> Map.of(key, value)))
                .map(values -> Objects.requireNonNull(values.get(key)));
    }

    /**
     * The value if it is right. One that is not is forgotten, and read for this caller alone unless it just was: whatever
     * was read for them is what they get.
     */
    public Uni<V> get(K key, Supplier<Uni<V>> loader, Predicate<V> right) {
        AtomicBoolean justRead = new AtomicBoolean();
        Uni<V> value = get(key, () -> {
            justRead.set(true);
            return loader.get();
        });
        return value.flatMap(found -> {
            if (right.test(found)) {
                return Uni.createFrom().item(found);
            }
            forget(key);
            return justRead.get() ? Uni.createFrom().item(found) : loader.get();
        });
    }

    /** The value if it is there: most are, so this makes nothing that a load would need. */
    public Optional<V> inMemory(K key) {
        Entry<V> entry = isOff() ? null : loaded(key, ticker.read());
        if (entry == null) {
            return Optional.empty();
        }
        metrics.hit();
        return Optional.of(entry.value().join());
    }

    /** Whether the value is there or on its way. */
    public boolean has(K key) {
        Entry<V> entry = isOff() ? null : entries.getIfPresent(key);
        return entry != null && entry.isFresh(ticker.read(), maxAgeNanos);
    }

    /**
     * The values of all keys. One call of the loader loads those that are neither there nor on their way; it must give a
     * value for each key that it is asked for.
     */
    public Uni<Map<K, V>> getAll(Collection<K> keys, Loader<K, V> loader) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return isOff()
                ? loader.load(distinct(keys))
                : Uni.createFrom()
                        .deferred(() -> allInMemory(keys)
                                .map(there -> Uni.createFrom().item(there))
                                .orElseGet(() -> joinOrLoad(distinct(keys), loader)));
    }

    private static <K> List<K> distinct(Collection<K> keys) {
        return keys.stream().distinct().toList();
    }

    /** The values of all keys if none is missing, as is the rule. */
    private Optional<Map<K, V>> allInMemory(Collection<K> keys) {
        long now = ticker.read();
        Map<K, V> there = new HashMap<>();
        for (K key : keys) {
            Entry<V> entry = loaded(key, now);
            if (entry == null) {
                return Optional.empty();
            }
            there.put(key, entry.value().join());
        }
        metrics.hits(there.size());
        return Optional.of(there);
    }

    private @Nullable Entry<V> loaded(K key, long now) {
        Entry<V> entry = entries.getIfPresent(key);
        return entry != null && entry.hasValue() && entry.isFresh(now, maxAgeNanos) ? entry : null;
    }

    /** Forgets the value and the load of it that may be under way: whoever asks from now on has it loaded anew. */
    public void forget(K key) {
        entries.invalidate(key);
    }

    private Uni<Map<K, V>> joinOrLoad(List<K> keys, Loader<K, V> loader) {
        Departure departure = new Departure();
        Map<K, Entry<V>> wanted = new HashMap<>();
        Map<K, Entry<V>> missing = new HashMap<>();
        for (K key : keys) {
            Entry<V> entry = enter(key, departure);
            wanted.put(key, entry);
            if (entry.departure() == departure) {
                missing.put(key, entry);
            } else {
                count(entry);
            }
        }
        if (!missing.isEmpty()) {
            load(departure, missing, loader);
        }
        return await(wanted);
    }

    /** The entry of the key: one that is fresh, or else a new one with this departure. */
    private Entry<V> enter(K key, Departure departure) {
        long now = ticker.read();
        Entry<V> known = entries.getIfPresent(key);
        if (known != null && known.isFresh(now, maxAgeNanos)) {
            return known;
        }
        return entries.asMap()
                .compute(
                        key,
                        (same, present) ->
                                present != null && present.isFresh(now, maxAgeNanos) ? present : Entry.of(departure));
    }

    private void load(Departure departure, Map<K, Entry<V>> missing, Loader<K, V> loader) {
        metrics.missed(missing.size());
        Uni<Map<K, V>> load = Uni.createFrom().deferred(() -> {
            metrics.loadBegan();
            departure.at(ticker.read());
            return loader.load(List.copyOf(missing.keySet())).onTermination().invoke(metrics::loadEnded);
        });
        loads.begin(
                load,
                values -> missing.forEach((key, entry) -> Optional.ofNullable(values.get(key))
                        .ifPresentOrElse(
                                value -> keep(key, entry, value),
                                () -> drop(key, entry, new IllegalStateException("A load left out " + key)))),
                failure -> missing.forEach((key, entry) -> drop(key, entry, failure)));
    }

    /** In this order: who waits for the value may come back for it at once. */
    private void keep(K key, Entry<V> entry, V value) {
        entries.asMap().replace(key, entry, entry.loaded(value));
        entry.value().complete(value);
    }

    private void drop(K key, Entry<V> entry, Throwable failure) {
        entries.asMap().remove(key, entry);
        entry.value().completeExceptionally(failure);
    }

    /** The values of the entries, on the context of the subscriber; whose going away leaves the loads alone. */
    private Uni<Map<K, V>> await(Map<K, Entry<V>> wanted) {
        CompletableFuture<?>[] pending = wanted.values().stream()
                .map(Entry::value)
                .filter(value -> !value.isDone())
                .toArray(CompletableFuture<?>[]::new);
        if (pending.length == 0) {
            return Uni.createFrom()
                    .item(() -> values(wanted))
                    .onFailure(CompletionException.class)
                    .transform(Throwable::getCause);
        }
        // A stage of this subscriber's own: cancelling it does not reach the values.
        Uni<Boolean> ended = Uni.createFrom()
                .completionStage(() -> CompletableFuture.allOf(pending).handle((all, failure) -> failure == null));
        return RequestContext.current()
                .deliver(ended)
                .map(all -> values(wanted))
                .onFailure(CompletionException.class)
                .transform(Throwable::getCause);
    }

    private static <K, V> Map<K, V> values(Map<K, Entry<V>> ended) {
        Map<K, V> values = new HashMap<>();
        ended.forEach((key, entry) -> values.put(key, entry.value().join()));
        return values;
    }

    private void count(Entry<V> entry) {
        if (entry.isLoaded()) {
            metrics.hit();
        } else {
            metrics.joined();
        }
    }

    /** What is being loaded weighs nothing, so it is never dropped: a second load of it would begin. */
    private static <V> int weight(Entry<V> entry, ToLongFunction<V> bytes) {
        return entry.isLoaded()
                ? (int) Math.min(
                        Integer.MAX_VALUE,
                        OVERHEAD + bytes.applyAsLong(entry.value().join()))
                : 0;
    }
}
