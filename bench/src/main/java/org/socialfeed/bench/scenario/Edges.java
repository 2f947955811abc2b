package org.socialfeed.bench.scenario;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.socialfeed.bench.client.Call;
import org.socialfeed.bench.client.SignedTokens;

/**
 * Makes an edge from every actor to every target, no two after each other at the same actor or target if there are several. No
 * operation takes one away, for that costs something else; when most are made, {@link #undo} does.
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
        if (number >= all()) {
            throw new IllegalStateException("all " + all() + " edges are made");
        }
        return call(number, make);
    }

    @Override
    public long left() {
        return Math.max(0, all() - turn.get());
    }

    @Override
    public List<Call> undo() {
        if (left() >= all() / 2) {
            return List.of();
        }
        long made = Math.min(all(), turn.getAndSet(0));
        return LongStream.range(0, made)
                .mapToObj(number -> call(number, unmake))
                .toList();
    }

    private Call call(long number, BiFunction<String, T, Call> request) {
        String actor = actors.get((int) (number % actors.size()));
        long round = number / actors.size();
        T target = targets.get((int) ((round + number % actors.size()) % targets.size()));
        return request.apply(actor, target).bearer(tokens.of(actor));
    }

    private long all() {
        return (long) actors.size() * targets.size();
    }
}
