package org.socialfeed.hot;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.socialfeed.cache.Caches;
import org.socialfeed.hot.HotKey.Counted;
import org.socialfeed.id.Username;
import org.socialfeed.table.Counts;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Item;
import org.socialfeed.table.Keys;
import org.socialfeed.table.Shard;

/**
 * Measures how hot keys are on this replica, and grows those that are too hot for their shards, in the background. Made at
 * start, not with the first write, so that its metrics are there.
 */
@Singleton
@Startup
public class HotKeys {
    private static final Logger LOG = Logger.getLogger(HotKeys.class);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);

    private final Shards shards;
    private final AuthorRegistry authors;
    private final Lanes lanes;
    private final HotSettings settings;
    private final MeterRegistry metrics;
    private final Ticker nanoTime;
    private final Cache<HotKey, Heat> measured;
    private final Set<HotKey> growing = ConcurrentHashMap.newKeySet();

    HotKeys(
            Shards shards,
            AuthorRegistry authors,
            Lanes lanes,
            HotSettings settings,
            MeterRegistry metrics,
            Ticker nanoTime) {
        this.shards = shards;
        this.authors = authors;
        this.lanes = lanes;
        this.settings = settings;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
        this.measured = Caches.builder()
                .maximumSize(settings.measuredKeys())
                .expireAfterAccess(FORGOTTEN_AFTER)
                .build();
        watch(HotKey.Followers.class, () -> shards.known(HotKey.Followers.class));
        watch(HotKey.Likers.class, () -> shards.known(HotKey.Likers.class));
        watch(HotKey.Posts.class, authors::shards);
    }

    private void watch(Class<? extends HotKey> kind, IntSupplier known) {
        Gauge.builder("feed.hot.shards", known::getAsInt)
                .description("Shards of keys with more than one, as far as this replica knows")
                .tag("key", kind.getSimpleName())
                .register(metrics);
        // There from the start, for a rate does not see the step from nothing to the first.
        grown(kind);
    }

    private Counter grown(Class<? extends HotKey> kind) {
        return Counter.builder("feed.hot.grown")
                .description("Keys that this replica has given more shards")
                .tag("key", kind.getSimpleName())
                .register(metrics);
    }

    /** Does a write of an author's posts, in its turn among all that the author does, and measures it. */
    public <T> Uni<T> write(HotKey.Posts key, Function<Lost, Uni<T>> write) {
        return measured(key, lost -> lanes.inTurn(Keys.ownCount(key.author()), () -> write.apply(lost)));
    }

    /** Measures a write of the key. */
    <T> Uni<T> measured(HotKey key, Function<Lost, Uni<T>> write) {
        return Uni.createFrom().deferred(() -> {
            Heat heat = measured.get(key, first -> new Heat(nanoTime.read()));
            int generation = heat.written();
            look(key, heat);
            return write.apply(() -> {
                heat.lost(generation);
                look(key, heat);
            });
        });
    }

    /**
     * Does a write of one shard of the key, in its turn, and measures it.
     *
     * @param place where, as far as is known; asked again when its turn has come, for the key may have grown meanwhile
     * @param write takes the shard, and the attempts that are lost; its result is never null
     */
    public <T> Uni<T> write(Counted key, Supplier<Shard> place, BiFunction<Shard, Lost, Uni<T>> write) {
        return measured(key, lost -> placed(key, place, shard -> write.apply(shard, lost)));
    }

    /**
     * The same where the write touches what an actor does, too: it has its turn there first. So who is in line at a hot
     * key holds up their own writes only; and nobody waits for a count of an actor with the turn of a key.
     */
    public <T> Uni<T> write(Counted key, Username actor, Supplier<Shard> place, BiFunction<Shard, Lost, Uni<T>> write) {
        return measured(
                key,
                lost -> lanes.inTurn(
                        Keys.ownCount(actor), () -> placed(key, place, shard -> write.apply(shard, lost))));
    }

    private <T> Uni<T> placed(Counted key, Supplier<Shard> place, Function<Shard, Uni<T>> write) {
        return Uni.createFrom().deferred(() -> {
            Shard shard = place.get();
            return lanes.inTurn(
                            key.count(shard),
                            () -> place.get().equals(shard)
                                    ? write.apply(shard).map(Optional::of)
                                    : Uni.createFrom().item(Optional.<T>empty()))
                    .flatMap(done -> done.map(result -> Uni.createFrom().item(result))
                            .orElseGet(() -> placed(key, place, write)));
        });
    }

    private void look(HotKey key, Heat heat) {
        long now = nanoTime.read();
        if (!heat.due(now, settings.writesPerShard()) || !growing.add(key)) {
            return;
        }
        Heat.Rates rates = heat.take(now);
        if (!isHot(rates) && !isBelowFloor(key)) {
            growing.remove(key);
            return;
        }
        // Not on the request's context: it is neither charged to the request that came to see it, nor ended with it.
        grow(key, heat, rates)
                .runSubscriptionOn(Infrastructure.getDefaultExecutor())
                .onTermination()
                .invoke(() -> growing.remove(key))
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("%s could not be given more shards: %s", key, failure));
    }

    private boolean isHot(Heat.Rates rates) {
        return ShardPlan.isMuch(rates.lost(), rates.writes()) || rates.writes() > settings.writesPerShard();
    }

    /** A calm key is given what goes with its count, too: before the burst, and at no read but those that showed the count. */
    private boolean isBelowFloor(HotKey key) {
        return key instanceof Counted counted
                && Math.min(shards.floor(counted), settings.mostShards()) > shards.known(counted);
    }

    private Uni<Void> grow(HotKey key, Heat heat, Heat.Rates rates) {
        return key instanceof Counted counted
                ? growCounted(counted, heat, rates)
                : growPosts((HotKey.Posts) key, heat, rates);
    }

    private Uni<Void> growPosts(HotKey.Posts posts, Heat heat, Heat.Rates rates) {
        int n = authors.announced(posts.author());
        int wanted = plan(n, rates, 0);
        return wanted == n || !authors.settled(posts.author())
                ? Uni.createFrom().voidItem()
                : authors.announce(posts.author(), wanted)
                        .invoke(now -> grown(posts, heat, n, now, rates))
                        .replaceWithVoid();
    }

    private Uni<Void> growCounted(Counted key, Heat heat, Heat.Rates rates) {
        int known = shards.known(key);
        return shards.first(key).flatMap(read -> {
            Optional<Item> grownElsewhere = read.filter(first -> Counts.shards(first) > known);
            if (read.isEmpty() || grownElsewhere.isPresent()) {
                // Measured at fewer shards than there are: what this replica has just learnt may do.
                heat.renew(nanoTime.read());
                return Uni.createFrom().voidItem();
            }
            return shards.counts(Map.of(key, read.get()), Freshness.EVENTUAL).flatMap(sums -> {
                int wanted = plan(known, rates, sums.getOrDefault(key, 0L));
                return wanted == known
                        ? Uni.createFrom().voidItem()
                        : lanes.ahead(key.count(Shard.FIRST), () -> shards.grow(key, wanted))
                                .invoke(now -> grown(key, heat, known, now.orElse(known), rates))
                                .replaceWithVoid();
            });
        });
    }

    private int plan(int n, Heat.Rates rates, long counted) {
        return ShardPlan.shards(
                n, rates.writes(), rates.lost(), counted, settings.writesPerShard(), settings.mostShards());
    }

    private void grown(HotKey key, Heat heat, int from, int to, Heat.Rates rates) {
        heat.renew(nanoTime.read());
        grown(key.getClass()).increment();
        LOG.infof(
                "%s: from %d to %d shards, for %.0f writes and %.0f lost attempts a second",
                key, from, to, rates.writes(), rates.lost());
    }
}
