package org.socialfeed.bench.stack;

import java.util.concurrent.CompletionStage;
import org.socialfeed.bench.client.Call;
import org.socialfeed.bench.client.Connections;
import org.socialfeed.bench.drive.Outcome;
import org.socialfeed.bench.drive.Work;
import org.socialfeed.bench.scenario.Operations;

/** Operations over HTTP. An answer with a status that the operation does not expect is a failure. */
public record HttpWork(Connections connections, Operations operations) implements Work {

    @Override
    public CompletionStage<Outcome> begin() {
        Call call = operations.next();
        return connections
                .send(call)
                .thenApply(reply -> call.operation().accepts(reply.status())
                        ? Outcome.success(reply.capacity())
                        : Outcome.failure("status " + reply.status()));
    }
}
