package org.socialfeed.bench.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A hundred cards, dealt one after the other and again from the first: kinds of traffic in a fixed proportion. Every hundred hold
 * exactly so many of each, in an order of the seed. Dealt to several threads.
 *
 * @param <T> a kind of card
 */
public final class Deck<T> {
    private final AtomicInteger turn = new AtomicInteger();
    private final List<T> cards;

    private Deck(List<T> cards) {
        this.cards = cards;
    }

    /** @param percent how many of the hundred */
    public record Share<T>(int percent, T card) {}

    /** Shares add up to 100. */
    public static <T> Deck<T> of(List<Share<T>> shares, long seed) {
        List<T> cards = new ArrayList<>();
        shares.forEach(share -> cards.addAll(Collections.nCopies(share.percent(), share.card())));
        if (cards.size() != 100) {
            throw new IllegalArgumentException("shares add up to " + cards.size());
        }
        Collections.shuffle(cards, new Random(seed));
        return new Deck<>(cards);
    }

    public T next() {
        return cards.get(Math.floorMod(turn.getAndIncrement(), cards.size()));
    }

    /** Deals from the first card again. */
    void restart() {
        turn.set(0);
    }

    /** All that differ. */
    Set<T> kinds() {
        return new LinkedHashSet<>(cards);
    }
}
