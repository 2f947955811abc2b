package org.socialfeed.bench.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.socialfeed.bench.client.Call;
import org.socialfeed.bench.client.Connections;
import org.socialfeed.bench.drive.ClosedLoop;
import org.socialfeed.bench.drive.Driver;
import org.socialfeed.bench.drive.Extent;
import org.socialfeed.bench.drive.Figures;
import org.socialfeed.bench.drive.NanoClock;
import org.socialfeed.bench.drive.OpenLoop;
import org.socialfeed.bench.drive.Work;
import org.socialfeed.bench.process.HttpCeiling;
import org.socialfeed.bench.process.PackagedService;
import org.socialfeed.bench.result.Line;
import org.socialfeed.bench.scenario.FeedReads;
import org.socialfeed.bench.scenario.Load;
import org.socialfeed.bench.scenario.Operations;
import org.socialfeed.bench.scenario.Scenario;
import org.socialfeed.bench.stack.HttpWork;
import org.socialfeed.bench.stack.Meter;
import org.socialfeed.bench.stack.Renewing;
import org.socialfeed.bench.stack.Stack;

/**
 * Measures scenarios, each under all of its loads, each in turns with its anchors under the same load.
 *
 * @param memory the service that is asked for what is in memory; may be that of the stack
 */
record Suite(Stack stack, PackagedService memory, HttpCeiling ceiling, Effort effort, long seed) {
    /** More than an open loop at half the top rate ever needs, unless something stalls. */
    private static final int OPEN_CONNECTIONS = 256;

    /** Where lines go, those of anchors behind that of their scenario. */
    record Sink(Consumer<Line> lines, Consumer<Line> anchors) {}

    /** Brings the service's compiler to work before anything counts. */
    void warmUp(Operations operations) throws InterruptedException {
        try (Connections connections = new Connections(stack.service().uri(), 8)) {
            Driver driver = new Renewing(new ClosedLoop(8, NanoClock.SYSTEM), connections, operations);
            effort.first().run(driver, new HttpWork(connections, operations), NanoClock.SYSTEM);
        }
    }

    void measure(Scenario scenario, Sink sink) throws InterruptedException {
        double top = 0;
        for (Load load : scenario.loads()) {
            Shape shape = Shape.of(load, top, seed);
            List<Line> lines = lines(scenario, shape);
            Line line = lines.get(0);
            top = Math.max(top, line.figures().rate());
            if (lines.size() == 1) {
                sink.lines().accept(line);
            } else {
                sink.lines().accept(line.against(lines.get(1), lines.get(2)));
                lines.subList(1, lines.size()).forEach(sink.anchors());
            }
        }
    }

    /** The scenario's line, and behind it those of store floor and HTTP ceiling, if it has them. */
    private List<Line> lines(Scenario scenario, Shape shape) throws InterruptedException {
        PackagedService served = scenario.memory() ? memory : stack.service();
        try (Connections service = new Connections(served.uri(), shape.most());
                Connections bare = new Connections(ceiling.uri(), shape.most())) {
            List<Contender> contenders = new ArrayList<>();
            contenders.add(new Contender(
                    scenario.name(),
                    new HttpWork(service, scenario.operations()),
                    scenario.operations(),
                    served.process(),
                    scenario.shards(),
                    Line.Anchored.NOT));
            scenario.anchors().ifPresent(anchors -> {
                contenders.add(floor(scenario, anchors));
                contenders.add(ceiling(scenario, anchors.reads(), bare));
            });
            if (scenario.memory() && effort.each().isEmpty()) {
                fill(scenario, service);
            }
            return run(contenders, shape, service).stream()
                    .map(measured -> shape.line(scenario, measured))
                    .toList();
        }
    }

    /** Reads every page twice, where no warm-up does: what the first page of a reader notes, the second one reads. */
    private void fill(Scenario scenario, Connections service) throws InterruptedException {
        int pages = scenario.anchors().orElseThrow().reads().count();
        new ClosedLoop(1, NanoClock.SYSTEM)
                .run(
                        new HttpWork(service, scenario.operations()),
                        new Extent(effort.extent().most(), 2L * pages));
    }

    /** The requests leave from this process: its CPU time stands where others have that of the service. */
    private Contender floor(Scenario scenario, Scenario.Anchors anchors) {
        Work work = () -> anchors.floor().read(stack.table(), anchors.reads().nextRead());
        return new Contender(
                scenario.name() + Line.FLOOR,
                work,
                anchors.reads(),
                ProcessHandle.current(),
                OptionalInt::empty,
                Line.Anchored.floor(anchors.floor().name().toLowerCase(Locale.ROOT)));
    }

    /** The same request, but for its path. */
    private Contender ceiling(Scenario scenario, FeedReads reads, Connections bare) {
        Call call = reads.sample().to("/" + scenario.name());
        return new Contender(
                scenario.name() + Line.CEILING,
                new HttpWork(bare, () -> call),
                reads,
                ceiling.process(),
                OptionalInt::empty,
                Line.Anchored.NOT);
    }

    /** Warms all of them up, and measures them in turns. */
    private List<Measured> run(List<Contender> contenders, Shape shape, Connections service)
            throws InterruptedException {
        List<Boolean> settled = new ArrayList<>();
        for (Contender contender : contenders) {
            settled.add(effort.each().isPresent()
                    && effort.each().get().run(contender.driver(shape, service), contender.work(), NanoClock.SYSTEM));
        }
        Map<Contender, Taken> taken = new LinkedHashMap<>();
        for (int turn = 0; turn < effort.turns(); turn++) {
            for (Contender contender : contenders) {
                if (turn == 0) {
                    contender.operations().restart();
                }
                taken.merge(contender, take(contender, contender.driver(shape, service)), Taken::and);
            }
        }
        List<Measured> measured = new ArrayList<>();
        taken.forEach((contender, all) -> measured.add(new Measured(contender, settled.get(measured.size()), all)));
        return measured;
    }

    private Taken take(Contender contender, Renewing driver) throws InterruptedException {
        driver.renew();
        Meter meter = new Meter(contender.server(), stack.dynamo().process());
        Figures figures = driver.run(contender.work(), effort.extent().part(effort.turns()));
        return new Taken(figures, meter.spent());
    }

    /**
     * The service or one of its anchors.
     *
     * @param operations what the work sends, so that it starts from the same place in every line
     * @param server whose CPU time and memory are the line's
     * @param shards of the key that the work heats, when it has been measured
     * @param anchored what its line tells before it is compared
     */
    private record Contender(
            String name,
            Work work,
            Operations operations,
            ProcessHandle server,
            Supplier<OptionalInt> shards,
            Line.Anchored anchored) {

        /** Anchors have nothing to undo. */
        Renewing driver(Shape shape, Connections service) {
            return new Renewing(shape.driver(), service, operations);
        }
    }

    /** One turn, or several. */
    private record Taken(Figures figures, Meter.Spent spent) {
        Taken and(Taken later) {
            return new Taken(figures.and(later.figures), spent.and(later.spent));
        }
    }

    /** What is known after a run, before it is compared. */
    private record Measured(Contender contender, boolean settled, Taken taken) {}

    /**
     * A load whose rate is known.
     *
     * @param most connections to open
     */
    private record Shape(Driver driver, int most, OptionalInt connections, OptionalDouble rate) {

        static Shape of(Load load, double top, long seed) {
            if (load instanceof Load.Closed closed) {
                Driver driver = new ClosedLoop(closed.connections(), NanoClock.SYSTEM);
                return new Shape(
                        driver, closed.connections(), OptionalInt.of(closed.connections()), OptionalDouble.empty());
            }
            // Where nothing succeeded before, a rate is needed all the same.
            double rate = Math.max(1, top / 2);
            Driver driver = new OpenLoop(rate, seed, NanoClock.SYSTEM);
            return new Shape(driver, OPEN_CONNECTIONS, OptionalInt.empty(), OptionalDouble.of(rate));
        }

        Line line(Scenario scenario, Measured measured) {
            Figures figures = measured.taken().figures();
            return new Line(
                    measured.contender().name(),
                    connections,
                    rate,
                    scenario.followees(),
                    measured.contender().shards().get(),
                    measured.settled(),
                    figures,
                    measured.taken().spent().per(figures.operations()),
                    measured.contender().anchored(),
                    Optional.empty());
        }
    }
}
