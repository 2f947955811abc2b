package org.socialfeed.bench.hot;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.socialfeed.bench.client.Call;
import org.socialfeed.bench.client.Connections;
import org.socialfeed.bench.client.SignedTokens;
import org.socialfeed.bench.drive.NanoClock;
import org.socialfeed.bench.drive.Outcome;
import org.socialfeed.bench.drive.Work;
import org.socialfeed.bench.stack.Answers;

/**
 * Each actor writes to the target once; who was refused comes again after all the others. So the writes that were accepted are as
 * many as the edges there must be at least: more only if an answer was lost.
 */
final class HotWrites implements Work {
    private final AtomicLong accepted = new AtomicLong();
    private final Queue<String> actors;
    private final Connections connections;
    private final SignedTokens tokens;
    private final Target target;
    private final NanoClock clock;
    private volatile Timeline timeline;
    private volatile boolean ranOut;

    HotWrites(Target target, Collection<String> actors, Connections connections, SignedTokens tokens, NanoClock clock) {
        this.target = target;
        this.actors = new ConcurrentLinkedQueue<>(actors);
        this.connections = connections;
        this.tokens = tokens;
        this.clock = clock;
        this.timeline = new Timeline(clock.nanos());
    }

    /** Begins a timeline with the second that begins now. */
    Timeline watch() {
        timeline = new Timeline(clock.nanos());
        return timeline;
    }

    /** Writes that were answered with success. */
    long accepted() {
        return accepted.get();
    }

    /** Whether somebody was wanted and nobody was left: to go on would measure nothing. The line shows it as an error. */
    boolean ranOut() {
        return ranOut;
    }

    @Override
    public CompletionStage<Outcome> begin() {
        Timeline now = timeline;
        int second = now.offered(clock.nanos());
        String actor = actors.poll();
        if (actor == null) {
            ranOut = true;
            now.refused(second, "no actor left");
            return CompletableFuture.completedFuture(Outcome.failure("no actor left"));
        }
        Call call = target.write(actor).bearer(tokens.of(actor));
        return connections
                .send(call)
                .handle((reply, failure) -> Answers.outcome(call, reply, failure))
                .thenApply(outcome -> {
                    if (outcome.error().isPresent()) {
                        actors.add(actor);
                        now.refused(second, outcome.error().get());
                    } else {
                        accepted.incrementAndGet();
                        now.accepted(second);
                    }
                    return outcome;
                });
    }
}
