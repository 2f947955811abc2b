package org.socialfeed.bench.scenario;

import org.socialfeed.bench.client.Call;

/** Several kinds of traffic in a fixed proportion. */
record Mix(Deck<Operations> deck) implements Operations {

    @Override
    public Call next() {
        return deck.next().next();
    }

    @Override
    public void restart() {
        deck.restart().forEach(Operations::restart);
    }
}
