package org.socialfeed.bench.scenario;

import java.util.List;
import org.socialfeed.bench.client.Call;

/** Several kinds of traffic in a fixed proportion. */
record Mix(Deck<Operations> deck) implements Operations {

    @Override
    public Call next() {
        return deck.next().next();
    }

    @Override
    public Step step() {
        return deck.next().step();
    }

    /** As if all of them were of the kind of which the fewest are left. */
    @Override
    public long left() {
        return deck.kinds().stream().mapToLong(Operations::left).min().orElse(0);
    }

    @Override
    public List<Call> undo() {
        return deck.kinds().stream().flatMap(kind -> kind.undo().stream()).toList();
    }

    @Override
    public void restart() {
        deck.restart();
        deck.kinds().forEach(Operations::restart);
    }
}
