package org.socialfeed.bench.stack;

import java.util.concurrent.CompletionStage;
import org.socialfeed.bench.client.Call;
import org.socialfeed.bench.client.Connections;
import org.socialfeed.bench.drive.Outcome;
import org.socialfeed.bench.drive.Work;
import org.socialfeed.bench.scenario.Operations;

/**
 * Operations over HTTP. An answer with a status that the operation does not expect is a failure; so is a write's that found its
 * work done, which costs something else than what is measured, and a page that is not what it must be.
 */
public record HttpWork(Connections connections, Operations operations) implements Work {

    @Override
    public CompletionStage<Outcome> begin() {
        Operations.Step step = operations.step();
        return connections.send(step.call()).thenApply(reply -> outcome(step, reply));
    }

    private static Outcome outcome(Operations.Step step, Connections.Reply reply) {
        Call call = step.call();
        if (!call.operation().accepts(reply.status())) {
            return Outcome.failure("status " + reply.status());
        }
        if (call.operation().foundDone(reply.status())) {
            return Outcome.failure("done before");
        }
        return step.check()
                .apply(reply.body())
                .map(Outcome::failure)
                .orElseGet(() -> Outcome.success(reply.capacity()));
    }
}
