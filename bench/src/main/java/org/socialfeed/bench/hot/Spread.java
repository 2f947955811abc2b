package org.socialfeed.bench.hot;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.socialfeed.bench.drive.Outcome;
import org.socialfeed.bench.drive.Work;

/** Work for several replicas, which get it in turn. */
final class Spread implements Work {
    private final AtomicInteger turn = new AtomicInteger();
    private final List<? extends Work> replicas;

    Spread(List<? extends Work> replicas) {
        this.replicas = replicas;
    }

    @Override
    public CompletionStage<Outcome> begin() {
        return replicas.get(Math.floorMod(turn.getAndIncrement(), replicas.size()))
                .begin();
    }
}
