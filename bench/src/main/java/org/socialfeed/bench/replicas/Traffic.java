package org.socialfeed.bench.replicas;

import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.socialfeed.bench.client.Call;
import org.socialfeed.bench.client.Connections;
import org.socialfeed.bench.drive.NanoClock;
import org.socialfeed.bench.drive.Outcome;
import org.socialfeed.bench.drive.Work;
import org.socialfeed.bench.stack.Answers;

/** Sends drafts through the proxy, each once, and remembers every one. */
final class Traffic implements Work {
    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final AtomicLong number = new AtomicLong();
    private final String name = UUID.randomUUID().toString();
    private final Connections connections;
    private final Drafts drafts;
    private final Journal journal;
    private final NanoClock clock;

    Traffic(Connections connections, Drafts drafts, Journal journal, NanoClock clock) {
        this.connections = connections;
        this.drafts = drafts;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Outcome> begin() {
        Draft draft = drafts.next();
        String id = name + "-" + number.incrementAndGet();
        Call call = draft.call().with("X-Request-Id", id);
        long begun = clock.nanos();
        return connections.send(call).handle((reply, failure) -> {
            Outcome outcome = Answers.outcome(call, reply, failure);
            attempts.add(new Attempt(id, call.operation(), begun, clock.nanos(), outcome.error()));
            draft.write().ifPresent(write -> {
                if (reply == null || outcome.error().isPresent()) {
                    journal.unanswered(write);
                } else {
                    write.acknowledged(reply.body().getBytes(), journal);
                }
            });
            return outcome;
        });
    }

    /** All requests that have ended. */
    List<Attempt> attempts() {
        return List.copyOf(attempts);
    }
}
