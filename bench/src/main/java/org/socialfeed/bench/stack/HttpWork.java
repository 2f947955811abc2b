package org.socialfeed.bench.stack;

import java.util.concurrent.CompletionStage;
import org.socialfeed.bench.client.Call;
import org.socialfeed.bench.client.Connections;
import org.socialfeed.bench.drive.Outcome;
import org.socialfeed.bench.drive.Work;
import org.socialfeed.bench.scenario.Operations;

/**
 * Operations over HTTP. An answer with a status that the operation does not expect is a failure; so is a write's that found its
 * work done, which costs something else than what is measured.
 */
public record HttpWork(Connections connections, Operations operations) implements Work {

    @Override
    public CompletionStage<Outcome> begin() {
        Call call = operations.next();
        return connections.send(call).thenApply(reply -> outcome(call, reply));
    }

    private static Outcome outcome(Call call, Connections.Reply reply) {
        if (!call.operation().accepts(reply.status())) {
            return Outcome.failure("status " + reply.status());
        }
        return call.operation().foundDone(reply.status())
                ? Outcome.failure("done before")
                : Outcome.success(reply.capacity());
    }
}
