package org.socialfeed.hot;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.socialfeed.hot.RegistryChange.State;
import org.socialfeed.id.Username;

/**
 * The registry as a replica knows it. Immutable.
 *
 * @param readBegan when the last read began, by this replica's own clock; empty before the first
 */
record RegistryView(Map<Username, Entry> authors, LogPosition position, Optional<Long> readBegan) {
    static final RegistryView EMPTY = new RegistryView(Map.of(), LogPosition.START, Optional.empty());

    private static final Entry ONE_SHARD = new Entry(1, 1, 0);

    /** @param announcedSeen when this replica first saw {@code announced}, by its own clock */
    record Entry(int announced, int active, long announcedSeen) {
        Entry with(RegistryChange change, long now) {
            return change.state() == State.ACTIVE
                    ? new Entry(Math.max(announced, change.shards()), Math.max(active, change.shards()), announcedSeen)
                    : new Entry(
                            Math.max(announced, change.shards()),
                            active,
                            change.shards() > announced ? now : announcedSeen);
        }
    }

    int announced(Username author) {
        return authors.getOrDefault(author, ONE_SHARD).announced();
    }

    int active(Username author) {
        return authors.getOrDefault(author, ONE_SHARD).active();
    }

    SortedMap<String, Integer> list() {
        SortedMap<String, Integer> list = new TreeMap<>();
        authors.forEach((author, entry) -> list.put(author.value(), entry.announced()));
        return list;
    }

    int size() {
        return authors.size();
    }

    long version() {
        return position.version();
    }

    boolean readWithin(Duration age, long now) {
        return readBegan.filter(began -> now - began <= age.toNanos()).isPresent();
    }

    /**
     * With what a read has brought that began and ended at these times. Rows behind a gap count at once, and again with
     * the next read: a change only raises, so neither order nor repetition matters, but being late would leave holes.
     */
    RegistryView with(RegistryLog.Rows read, long began, long ended) {
        long latest = Math.max(began, readBegan.orElse(began));
        return new RegistryView(learn(read, ended), position.after(read, began, ended), Optional.of(latest));
    }

    private Map<Username, Entry> learn(RegistryLog.Rows read, long ended) {
        if (read.rows().isEmpty()) {
            return authors;
        }
        Map<Username, Entry> all = new HashMap<>(authors);
        read.rows().stream()
                .flatMap(row -> row.change().stream())
                .forEach(change -> all.merge(
                        change.author(), ONE_SHARD.with(change, ended), (old, fresh) -> old.with(change, ended)));
        return Map.copyOf(all);
    }

    /** A change that has been announced for long enough to be used, if there is one. */
    Optional<RegistryChange> ripe(Duration age, long now) {
        return authors.entrySet().stream()
                .filter(entry -> entry.getValue().announced() > entry.getValue().active())
                .filter(entry -> now - entry.getValue().announcedSeen() >= age.toNanos())
                .map(entry ->
                        new RegistryChange(entry.getKey(), entry.getValue().announced(), State.ACTIVE))
                .findFirst();
    }
}
