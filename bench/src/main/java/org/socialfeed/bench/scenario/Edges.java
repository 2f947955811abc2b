package org.socialfeed.bench.scenario;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.socialfeed.bench.client.Call;
import org.socialfeed.bench.client.SignedTokens;

/**
 * Makes an edge from every actor to every target, no two after each other at the same actor or target if there are several. When
 * all are made it takes them away again in the same order, and so on; give it enough of them, for the two may cost differently.
 *
 * @param <T> what an edge leads to
 */
public final class Edges<T> implements Operations {
    private final AtomicLong turn = new AtomicLong();
    private final List<String> actors;
    private final List<T> targets;
    private final BiFunction<String, T, Call> make;
    private final BiFunction<String, T, Call> unmake;
    private final SignedTokens tokens;

    public Edges(
            List<String> actors,
            List<T> targets,
            BiFunction<String, T, Call> make,
            BiFunction<String, T, Call> unmake,
            SignedTokens tokens) {
        this.actors = actors;
        this.targets = targets;
        this.make = make;
        this.unmake = unmake;
        this.tokens = tokens;
    }

    @Override
    public Call next() {
        long number = turn.getAndIncrement();
        long round = number / actors.size();
        int actor = (int) (number % actors.size());
        T target = targets.get((int) ((round + actor) % targets.size()));
        boolean made = round / targets.size() % 2 == 1;
        return (made ? unmake : make).apply(actors.get(actor), target).bearer(tokens.of(actors.get(actor)));
    }
}
