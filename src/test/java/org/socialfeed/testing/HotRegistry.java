package org.socialfeed.testing;

import java.util.List;
import org.socialfeed.id.Username;
import org.socialfeed.table.Change;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Item;
import org.socialfeed.table.Key;
import org.socialfeed.table.Keys;
import org.socialfeed.table.Write;

/** The registry of hot authors in the table, written as another replica does it, or as nobody should. */
public final class HotRegistry {
    private final FeedTable table;

    public HotRegistry(FeedTable table) {
        this.table = table;
    }

    /** A row as it should be. */
    public static Item row(Key key, Username author, int shards, String state) {
        return Item.at(key)
                .with("author", author.value())
                .with("shards", shards)
                .with("state", state);
    }

    /** What the head says; 0 if there is none. */
    public long version() {
        return table.get(Keys.registryVersion(), Freshness.CONSISTENT)
                .map(head -> head.map(item -> item.number("version")).orElse(0L))
                .await()
                .indefinitely();
    }

    public Key append(Username author, int shards, String state) {
        Key key = Keys.registryChange(version() + 1);
        append(row(key, author, shards, state));
        return key;
    }

    /** Any item as the next row. */
    public void append(Item row) {
        write(head(version() + 1), Write.put(row));
    }

    /** The head says that there is one row more, and there is not; its key. */
    public Key appendNothing() {
        Key key = Keys.registryChange(version() + 1);
        write(head(version() + 1));
        return key;
    }

    public void say(long version) {
        write(head(version));
    }

    public void put(Item item) {
        write(Write.put(item));
    }

    public void remove(Key key) {
        write(Write.delete(key));
    }

    private static Write head(long version) {
        return Change.of(Keys.registryVersion()).set("version", version);
    }

    private void write(Write... writes) {
        if (!table.transact(List.of(writes)).await().indefinitely().committed()) {
            throw new IllegalStateException("The registry was not written");
        }
    }
}
