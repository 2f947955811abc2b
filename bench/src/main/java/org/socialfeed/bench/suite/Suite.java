package org.socialfeed.bench.suite;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.socialfeed.bench.client.Call;
import org.socialfeed.bench.client.Connections;
import org.socialfeed.bench.drive.ClosedLoop;
import org.socialfeed.bench.drive.Driver;
import org.socialfeed.bench.drive.Figures;
import org.socialfeed.bench.drive.NanoClock;
import org.socialfeed.bench.drive.OpenLoop;
import org.socialfeed.bench.drive.Work;
import org.socialfeed.bench.process.HttpCeiling;
import org.socialfeed.bench.result.Line;
import org.socialfeed.bench.scenario.FeedReads;
import org.socialfeed.bench.scenario.Load;
import org.socialfeed.bench.scenario.Operations;
import org.socialfeed.bench.scenario.Scenario;
import org.socialfeed.bench.stack.HttpWork;
import org.socialfeed.bench.stack.Meter;
import org.socialfeed.bench.stack.Stack;

/** Measures scenarios, each under all of its loads, and right after each line its anchors under the same load. */
record Suite(Stack stack, HttpCeiling ceiling, Effort effort, long seed) {
    /** More than an open loop at half the top rate ever needs, unless something stalls. */
    private static final int OPEN_CONNECTIONS = 256;

    /** Where lines go, those of anchors behind that of their scenario. */
    record Sink(Consumer<Line> lines, Consumer<Line> anchors) {}

    /** Brings the service's compiler to work before anything counts. */
    void warmUp(Operations operations) throws InterruptedException {
        Driver driver = new ClosedLoop(8, NanoClock.SYSTEM);
        try (Connections connections = new Connections(stack.service().uri(), 8)) {
            effort.first().run(driver, new HttpWork(connections, operations), NanoClock.SYSTEM);
        }
    }

    void measure(Scenario scenario, Sink sink) throws InterruptedException {
        double top = 0;
        for (Load load : scenario.loads()) {
            Shape shape = Shape.of(load, top, seed);
            Line line = line(scenario, shape);
            top = Math.max(top, line.figures().rate());
            if (scenario.anchors().isPresent()) {
                Scenario.Anchors anchors = scenario.anchors().get();
                Line floor = floor(scenario, anchors, shape);
                Line highest = ceiling(scenario, anchors.reads(), shape);
                sink.lines().accept(line.against(floor.figures(), highest.figures()));
                sink.anchors().accept(floor);
                sink.anchors().accept(highest);
            } else {
                sink.lines().accept(line);
            }
        }
    }

    private Line line(Scenario scenario, Shape shape) throws InterruptedException {
        try (Connections connections = new Connections(stack.service().uri(), shape.most())) {
            Work work = new HttpWork(connections, scenario.operations());
            Measured measured = run(work, scenario.operations(), stack.service().process(), shape);
            return shape.line(
                    scenario.name(), scenario, measured, scenario.shards().get());
        }
    }

    /** The requests leave from this process: its CPU time stands where others have that of the service. */
    private Line floor(Scenario scenario, Scenario.Anchors anchors, Shape shape) throws InterruptedException {
        Work work = () -> anchors.floor().read(stack.table(), anchors.reads().nextRead());
        Measured measured = run(work, anchors.reads(), ProcessHandle.current(), shape);
        return shape.line(scenario.name() + Line.FLOOR, scenario, measured, OptionalInt.empty());
    }

    /** The same request, but for its path. */
    private Line ceiling(Scenario scenario, FeedReads reads, Shape shape) throws InterruptedException {
        Call call = reads.sample().to("/" + scenario.name());
        URI uri = ceiling.uri();
        try (Connections connections = new Connections(uri, shape.most())) {
            Measured measured = run(new HttpWork(connections, () -> call), reads, ceiling.process(), shape);
            return shape.line(scenario.name() + Line.CEILING, scenario, measured, OptionalInt.empty());
        }
    }

    /**
     * Warms up and measures.
     *
     * @param operations what the work sends, so that it starts from the same place in every line
     * @param server whose CPU time and memory are the line's
     */
    private Measured run(Work work, Operations operations, ProcessHandle server, Shape shape)
            throws InterruptedException {
        boolean settled = effort.each().isPresent() && effort.each().get().run(shape.driver(), work, NanoClock.SYSTEM);
        operations.restart();
        Meter meter = new Meter(server, stack.dynamo().process());
        Figures figures = shape.driver().run(work, effort.extent());
        return new Measured(settled, figures, meter.per(figures.operations()));
    }

    /** What is known after a run, before its anchors. */
    private record Measured(boolean settled, Figures figures, Line.Resources resources) {}

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

        Line line(String name, Scenario scenario, Measured measured, OptionalInt shards) {
            return new Line(
                    name,
                    connections,
                    rate,
                    scenario.followees(),
                    shards,
                    measured.settled(),
                    measured.figures(),
                    measured.resources(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    Optional.empty());
        }
    }
}
