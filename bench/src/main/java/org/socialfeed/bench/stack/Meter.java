package org.socialfeed.bench.stack;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.socialfeed.bench.process.HostTime;
import org.socialfeed.bench.process.Usage;
import org.socialfeed.bench.result.Line;

/** What the processes have used of the machine since the meter was made. */
public final class Meter {
    private final List<ProcessHandle> servers;
    private final ProcessHandle store;
    private final Duration serverBefore;
    private final Duration storeBefore;
    private final Duration generatorBefore;
    private final HostTime hostBefore;

    public Meter(ProcessHandle server, ProcessHandle store) {
        this(List.of(server), store);
    }

    /** @param servers count as one */
    public Meter(List<ProcessHandle> servers, ProcessHandle store) {
        this.servers = List.copyOf(servers);
        this.store = store;
        this.serverBefore = cpu(servers);
        this.storeBefore = Usage.cpu(store);
        this.generatorBefore = Usage.cpu(ProcessHandle.current());
        this.hostBefore = HostTime.now();
    }

    /** What was used. */
    public Spent spent() {
        return new Spent(
                cpu(servers).minus(serverBefore),
                Usage.cpu(store).minus(storeBefore),
                Usage.cpu(ProcessHandle.current()).minus(generatorBefore),
                HostTime.now().minus(hostBefore),
                residentMb());
    }

    private static Duration cpu(List<ProcessHandle> processes) {
        return processes.stream().map(Usage::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    private OptionalDouble residentMb() {
        List<OptionalDouble> each = servers.stream().map(Usage::residentMb).toList();
        return each.stream().allMatch(OptionalDouble::isPresent)
                ? OptionalDouble.of(
                        each.stream().mapToDouble(OptionalDouble::getAsDouble).sum())
                : OptionalDouble.empty();
    }

    /**
     * CPU time of the processes.
     *
     * @param host of all that the machine had meanwhile
     * @param rssMb resident memory of the server when last looked at
     */
    public record Spent(Duration server, Duration store, Duration generator, HostTime host, OptionalDouble rssMb) {
        /** Both together; the memory is that of the later one. */
        public Spent and(Spent later) {
            return new Spent(
                    server.plus(later.server),
                    store.plus(later.store),
                    generator.plus(later.generator),
                    host.plus(later.host),
                    later.rssMb);
        }

        public Line.Resources per(long operations) {
            double thousands = Math.max(1, operations) / 1e3;
            return new Line.Resources(
                    seconds(server) / thousands,
                    seconds(store) / thousands,
                    seconds(generator) / thousands,
                    rssMb,
                    host.share());
        }

        private static double seconds(Duration time) {
            return time.toNanos() / 1e9;
        }
    }
}
