package org.socialfeed.bench.stack;

import java.time.Duration;
import org.socialfeed.bench.process.Usage;
import org.socialfeed.bench.result.Line;

/** CPU time of the processes since the meter was made. */
public final class Meter {
    private final ProcessHandle server;
    private final ProcessHandle store;
    private final Duration serverBefore;
    private final Duration storeBefore;
    private final Duration generatorBefore;

    public Meter(ProcessHandle server, ProcessHandle store) {
        this.server = server;
        this.store = store;
        this.serverBefore = Usage.cpu(server);
        this.storeBefore = Usage.cpu(store);
        this.generatorBefore = Usage.cpu(ProcessHandle.current());
    }

    public Line.Resources per(long operations) {
        double thousands = Math.max(1, operations) / 1e3;
        return new Line.Resources(
                since(serverBefore, server) / thousands,
                since(storeBefore, store) / thousands,
                since(generatorBefore, ProcessHandle.current()) / thousands,
                Usage.residentMb(server));
    }

    private static double since(Duration before, ProcessHandle process) {
        return Usage.cpu(process).minus(before).toNanos() / 1e9;
    }
}
