package org.socialfeed.bench.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.socialfeed.bench.client.Call;

/** Several kinds of traffic in a fixed proportion: every hundred operations hold exactly so many of each, in an order of the seed. */
final class Mix implements Operations {
    private final AtomicInteger turn = new AtomicInteger();
    private final List<Operations> deck;

    private Mix(List<Operations> deck) {
        this.deck = deck;
    }

    /** @param percent how many of a hundred operations */
    record Share(int percent, Operations operations) {}

    /** Shares add up to 100. */
    static Mix of(List<Share> shares, long seed) {
        List<Operations> deck = new ArrayList<>();
        shares.forEach(share -> deck.addAll(Collections.nCopies(share.percent(), share.operations())));
        if (deck.size() != 100) {
            throw new IllegalArgumentException("shares add up to " + deck.size());
        }
        Collections.shuffle(deck, new Random(seed));
        return new Mix(deck);
    }

    @Override
    public Call next() {
        return deck.get(Math.floorMod(turn.getAndIncrement(), deck.size())).next();
    }

    @Override
    public void restart() {
        turn.set(0);
        deck.forEach(Operations::restart);
    }
}
