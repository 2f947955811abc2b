package org.socialfeed.hot;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    RegistryLog(FeedTable table) {
        this.table = table;
    }

    /**
     * Some changes in order.
     *
     * @param version of the last row; rows that can't be parsed count here, though they are left out
     */
    record Changes(List<RegistryChange> changes, long version) {}

    /**
     * The changes behind a version. A Query is no snapshot: it may show a row and lack an earlier one that was committed
     * while it ran, so it counts up to the first gap only, and the next read goes on there.
     */
    Uni<Changes> readFrom(long version) {
        var rows = Keys.registryChanges(version);
        return table.queryAll(rows, Freshness.CONSISTENT).map(items -> {
            List<RegistryChange> changes = new ArrayList<>();
            long last = version;
            for (Item item : items) {
                if (!item.key().equals(Keys.registryChange(last + 1))) {
                    break;
                }
                last++;
                parse(item).ifPresent(changes::add);
            }
            return new Changes(changes, last);
        });
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

    /** A row that can't be parsed is told and left out: it must never stop reads. */
    private static Optional<RegistryChange> parse(Item row) {
        try {
            int shards = (int) row.number(SHARDS);
            ShardPlan.check(1, shards);
            return Optional.of(new RegistryChange(
                    new Username(row.text(AUTHOR)),
                    shards,
                    RegistryChange.State.valueOf(row.text(STATE).toUpperCase(Locale.ROOT))));
        } catch (RuntimeException e) {
            LOG.errorf("The row %s of the registry of hot authors can't be read and is left out: %s", row.key(), e);
            return Optional.empty();
        }
    }
}
