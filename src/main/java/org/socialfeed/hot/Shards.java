package org.socialfeed.hot;

import com.github.benmanes.caffeine.cache.Cache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.socialfeed.cache.Caches;
import org.socialfeed.hot.HotKey.Counted;
import org.socialfeed.id.Username;
import org.socialfeed.page.Merge;
import org.socialfeed.page.Pages;
import org.socialfeed.page.RangeSource;
import org.socialfeed.table.Change;
import org.socialfeed.table.Condition;
import org.socialfeed.table.Counts;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Item;
import org.socialfeed.table.Key;
import org.socialfeed.table.Shard;
import org.socialfeed.table.Write;

/**
 * The shards of followers and of likers: how many there are, what they count together, and their edges in one order.
 *
 * <p>n stands on shard 0's COUNT item and only grows while its owner exists. Writers go by what this replica happens to
 * know, which may be too small: such an edge is found all the same. Whoever must see all reads n consistently.
 */
@Singleton
public class Shards {
    private static final int KNOWN_KEYS = 10_000;
    private static final int CONCURRENT_READS = 16;

    private final FeedTable table;
    private final Cache<Counted, Integer> known =
            Caches.builder().maximumSize(KNOWN_KEYS).build();
    /** Of keys that were read and count more than goes with their shards, the fewest that do: hardly ever any. */
    private final Cache<Counted, Integer> floors =
            Caches.builder().maximumSize(KNOWN_KEYS).build();

    Shards(FeedTable table) {
        this.table = table;
    }

    /** How many shards a key is to begin with that is known to count so much. */
    public static int toBeginWith(long counted) {
        return ShardPlan.floor(counted);
    }

    /** Where an edge of this party is to be written, as far as this replica knows. */
    public Shard of(Counted key, Username party) {
        return Shard.of(party.value(), known(key));
    }

    /** What this replica knows of n: 1 if nothing. Above the truth only if the owner was removed and made anew. */
    public int known(Counted key) {
        return Optional.ofNullable(known.getIfPresent(key)).orElse(1);
    }

    /** How many shards the key should have by what it was last read to count; 1 if it has them, or was not read. */
    int floor(Counted key) {
        return Optional.ofNullable(floors.getIfPresent(key)).orElse(1);
    }

    /** The shards of all keys of this kind that this replica knows to have more than one. */
    int known(Class<? extends Counted> kind) {
        return known.asMap().entrySet().stream()
                .filter(entry -> kind.isInstance(entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /**
     * Where an edge is to be written after its transaction found no such shard: empty if the owner does not exist, or if
     * it does and has just this shard, so that the transaction met a moment without it.
     */
    public Uni<Optional<Shard>> place(Counted key, Username party, Shard tried) {
        if (tried.equals(Shard.FIRST)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return read(key)
                .map(n -> n.map(shards -> Shard.of(party.value(), shards)).filter(shard -> !shard.equals(tried)));
    }

    /**
     * The shard of an edge that is to be removed. The first one as long as the key is not known to have more: then the edge
     * is asked, for an attempt at the wrong shard is dearer than the read unit.
     */
    public Uni<Shard> guess(Counted key, Key edge) {
        return known(key) == 1
                ? Uni.createFrom().item(Shard.FIRST)
                : table.get(edge, Freshness.CONSISTENT)
                        .map(found -> found.map(Shard::of).orElse(Shard.FIRST));
    }

    /** n right now; empty if the owner does not exist. 1 read unit. */
    public Uni<Optional<Integer>> read(Counted key) {
        return first(key).map(count -> count.map(Counts::shards));
    }

    /** Shard 0's COUNT item right now; empty if the owner does not exist. 1 read unit. */
    public Uni<Optional<Item>> first(Counted key) {
        return table.get(key.count(Shard.FIRST), Freshness.CONSISTENT)
                .map(count -> count.filter(key::owns))
                .invoke(count -> learn(key, count));
    }

    /** The counts of keys over all of their shards; an owner who does not exist is absent. ½ read unit a shard. */
    public <K extends Counted> Uni<Map<K, Long>> counts(Collection<K> keys) {
        return table.getAll(keys.stream().map(key -> key.count(Shard.FIRST)).toList(), Freshness.EVENTUAL)
                .flatMap(firsts -> {
                    Map<K, Item> owners = new HashMap<>();
                    keys.forEach(key -> Optional.ofNullable(firsts.get(key.count(Shard.FIRST)))
                            .ifPresent(first -> owners.put(key, first)));
                    return counts(owners, Freshness.EVENTUAL);
                });
    }

    /** The same where shard 0's COUNT items have been read already: costs nothing for a key of one shard. */
    public <K extends Counted> Uni<Map<K, Long>> counts(Map<K, Item> firsts, Freshness freshness) {
        List<Key> others = new ArrayList<>();
        firsts.forEach((key, first) -> {
            learn(key, Optional.of(first));
            further(Counts.shards(first)).forEach(shard -> others.add(key.count(shard)));
        });
        return table.getAll(others, freshness).map(found -> {
            Map<K, Long> sums = new HashMap<>();
            firsts.forEach((key, first) -> {
                long sum = sum(key, first, found);
                sums.put(key, sum);
                learnFloor(key, Counts.shards(first), sum);
            });
            return sums;
        });
    }

    /**
     * The edges of all shards by the other party, from the position on; empty if the owner does not exist.
     *
     * @param position the last party that the reader has seen
     */
    public Uni<Optional<Pages.Source<Item>>> edges(Counted key, Freshness freshness, Optional<String> position) {
        return first(key).map(count -> count.map(first -> edges(key, Counts.shards(first), freshness, position)));
    }

    /**
     * Gives the key the number of shards that an operator wants; the number that it has then, or empty if its owner does
     * not exist. Fails with IllegalArgumentException, telling why, if that is no power of two up to 64 or less than it has.
     */
    public Uni<Optional<Integer>> set(Counted key, int wanted) {
        return check(key, wanted)
                .flatMap(n ->
                        n.isPresent() ? grow(key, wanted) : Uni.createFrom().item(n));
    }

    /** Whether {@link #set} would do it: the number of shards that there are, or empty, or fails as that does. */
    public Uni<Optional<Integer>> check(Counted key, int wanted) {
        return read(key).invoke(n -> ShardPlan.check(n.orElse(1), wanted));
    }

    /**
     * Grows the key to {@code wanted} shards if it has fewer; the number that it has then, or empty if its owner does not
     * exist. One transaction, of at most 64 items of 2 write units, which one of several replicas wins. Fails with
     * IllegalStateException if there are COUNT items of shards that it is not known to have.
     */
    Uni<Optional<Integer>> grow(Counted key, int wanted) {
        return read(key)
                .flatMap(n -> n.isPresent() && n.get() < wanted
                        ? grow(key, n.get(), wanted)
                        : Uni.createFrom().item(n));
    }

    private Uni<Optional<Integer>> grow(Counted key, int n, int wanted) {
        Write first =
                Change.of(key.count(Shard.FIRST)).set(Counts.SHARDS, wanted).when(Condition.equal(Counts.SHARDS, n));
        List<Write> writes = new ArrayList<>(List.of(first));
        Shard.all(wanted).subList(n, wanted).forEach(shard -> writes.add(Write.create(key.newCount(shard))));
        return table.transact(writes).flatMap(result -> {
            if (result.refused(first)) {
                // Somebody else was faster, or the owner is gone.
                return grow(key, wanted);
            }
            if (!result.committed()) {
                throw new IllegalStateException(
                        key + " has " + n + " shards by the COUNT item of the first, which is not true:"
                                + " there is one of a further shard");
            }
            known.put(key, wanted);
            floors.invalidate(key);
            return Uni.createFrom().item(Optional.of(wanted));
        });
    }

    private void learn(Counted key, Optional<Item> first) {
        int n = first.map(Counts::shards).orElse(1);
        if (n > 1) {
            known.put(key, n);
        } else {
            known.invalidate(key);
        }
    }

    private void learnFloor(Counted key, int n, long counted) {
        int floor = ShardPlan.floor(counted);
        if (floor > n) {
            floors.put(key, floor);
        } else {
            floors.invalidate(key);
        }
    }

    private Pages.Source<Item> edges(Counted key, int n, Freshness freshness, Optional<String> position) {
        return Merge.of(
                Shard.all(n).stream()
                        .map(shard -> new RangeSource(table, key.edges(shard), freshness, position))
                        .toList(),
                Comparator.comparing(Item::lastPart),
                CONCURRENT_READS);
    }

    private static List<Shard> further(int n) {
        return Shard.all(n).subList(1, n);
    }

    private static long sum(Counted key, Item first, Map<Key, Item> others) {
        long sum = first.number(key.counted());
        for (Shard shard : further(Counts.shards(first))) {
            sum += Optional.ofNullable(others.get(key.count(shard)))
                    .map(item -> item.number(key.counted()))
                    .orElse(0L);
        }
        return sum;
    }
}
