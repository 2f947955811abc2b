package org.socialfeed.hot;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.socialfeed.id.Username;
import org.socialfeed.table.Change;
import org.socialfeed.table.Condition;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Item;
import org.socialfeed.table.Keys;
import org.socialfeed.table.Write;

/** The registry in the table: a version, and one row per change with the version that it made. */
final class RegistryLog {
    private static final Logger LOG = Logger.getLogger(RegistryLog.class);
    private static final String VERSION = "version";
    private static final String AUTHOR = "author";
    private static final String SHARDS = "shards";
    private static final String STATE = "state";

    private final FeedTable table;

    /** What the last read has told. */
    private volatile Set<String> told = Set.of();

    RegistryLog(FeedTable table) {
        this.table = table;
    }

    /** A row at its place; without a change if it can't be parsed. */
    record Row(long version, Optional<RegistryChange> change) {}

    /**
     * Rows in order, with the gaps that they have.
     *
     * @param head the version as it was read after them; 0 if there is none
     */
    record Rows(List<Row> rows, long head) {}

    /** What there is behind a version. Whatever else has got in between is told and left out: it must never stop reads. */
    Uni<Rows> readFrom(long version) {
        return table.queryAll(Keys.registryChanges(version), Freshness.CONSISTENT)
                .map(items -> sort(items, version));
    }

    private Rows sort(List<Item> items, long version) {
        Set<String> amiss = new LinkedHashSet<>();
        List<Row> rows = new ArrayList<>();
        long head = 0;
        for (Item item : items) {
            Optional<Long> place = Keys.registryVersionOf(item.key());
            if (place.isPresent()) {
                rows.add(new Row(place.get(), parse(item, RegistryLog::change, amiss)));
            } else if (item.key().equals(Keys.registryVersion())) {
                head = parse(item, RegistryLog::version, amiss).orElse(0L);
            } else {
                amiss.add("The item " + item.key() + " is no row of it and is left out");
            }
        }
        long last = rows.isEmpty() ? version : rows.get(rows.size() - 1).version();
        // The transaction of one row may be half done; that of an earlier one is not, or the next had not begun.
        if (last > head + 1) {
            amiss.add("It has a row " + last + ", but its VERSION says " + head + ": nothing can be added to it");
        }
        tell(amiss);
        return new Rows(rows, head);
    }

    /** Once, not with every read that meets it. */
    private void tell(Set<String> amiss) {
        amiss.stream()
                .filter(each -> !told.contains(each))
                .forEach(each -> LOG.errorf("The registry of hot authors is damaged. %s", each));
        told = amiss;
    }

    /** Appends a change right behind a version; whether it was the first to do so. */
    Uni<Boolean> append(long version, RegistryChange change) {
        Condition unchanged = version == 0 ? Condition.absent() : Condition.equal(VERSION, version);
        Write head = Change.of(Keys.registryVersion()).set(VERSION, version + 1).when(unchanged);
        Write row = Write.create(Item.at(Keys.registryChange(version + 1))
                .with(AUTHOR, change.author().value())
                .with(SHARDS, change.shards())
                .with(STATE, change.state().name().toLowerCase(Locale.ROOT)));
        return table.transact(List.of(head, row)).map(result -> result.committed());
    }

    private static <T> Optional<T> parse(Item item, Function<Item, T> meaning, Set<String> amiss) {
        try {
            return Optional.of(meaning.apply(item));
        } catch (RuntimeException e) {
            amiss.add("The item " + item.key() + " can't be read and is left out: " + e);
            return Optional.empty();
        }
    }

    private static RegistryChange change(Item row) {
        int shards = Math.toIntExact(row.number(SHARDS));
        ShardPlan.check(1, shards);
        return new RegistryChange(
                new Username(row.text(AUTHOR)),
                shards,
                RegistryChange.State.valueOf(row.text(STATE).toUpperCase(Locale.ROOT)));
    }

    private static long version(Item head) {
        return head.number(VERSION);
    }
}
