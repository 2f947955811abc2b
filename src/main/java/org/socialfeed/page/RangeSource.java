package org.socialfeed.page;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Item;
import org.socialfeed.table.Range;
import org.socialfeed.table.Slice;

/** The items of one range of the table, read on from where the last read ended. One per page; not for two threads. */
public final class RangeSource implements Pages.Source<Item> {
    private final FeedTable table;
    private final Range range;
    private final Freshness freshness;
    private Optional<String> position;

    public RangeSource(FeedTable table, Range range, Freshness freshness, Optional<String> position) {
        this.table = table;
        this.range = range;
        this.freshness = freshness;
        this.position = position;
    }

    @Override
    public Uni<Slice<Item>> next(int count) {
        Range rest = position.map(range::beyond).orElse(range);
        return table.query(rest, count, freshness).invoke(slice -> advance(slice.entries()));
    }

    /** The same source, its items as what they stand for. */
    public <E> Pages.Source<E> map(Function<Item, E> meaning) {
        return count -> next(count).map(slice -> slice.map(meaning));
    }

    private void advance(List<Item> read) {
        if (!read.isEmpty()) {
            position = Optional.of(read.get(read.size() - 1).lastPart());
        }
    }
}
