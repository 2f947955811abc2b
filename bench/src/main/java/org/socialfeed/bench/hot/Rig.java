package org.socialfeed.bench.hot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.socialfeed.bench.client.Connections;
import org.socialfeed.bench.client.SignedTokens;
import org.socialfeed.bench.drive.Extent;
import org.socialfeed.bench.drive.Figures;
import org.socialfeed.bench.floor.Store;
import org.socialfeed.bench.process.DynamoDbLocal;
import org.socialfeed.bench.process.LimitsProxy;
import org.socialfeed.bench.process.PackagedService;
import org.socialfeed.bench.result.Line;
import org.socialfeed.bench.stack.Meter;

/**
 * One service, behind limits, and those who are not involved.
 *
 * @param table asked past the limits, so that asking changes nothing
 * @param others connections of those who are not involved
 */
record Rig(
        PackagedService service,
        DynamoDbLocal dynamo,
        LimitsProxy limits,
        Store table,
        SignedTokens tokens,
        Bystanders bystanders,
        Connections others,
        Extent extent) {

    /** What drives a line, and what the line is. */
    record Shape(String name, OptionalInt connections, OptionalDouble rate, boolean settled) {}

    /** Runs a line with the trickle beside it and makes it whole: CPU time, and what the proxy says. */
    Line measure(Shape shape, Optional<Target> target, Callable<Figures> run) throws InterruptedException {
        return measure(shape, List.of(service.process()), target, run);
    }

    /** @param servers that do the line's work together: what they use counts as one */
    Line measure(Shape shape, List<ProcessHandle> servers, Optional<Target> target, Callable<Figures> run)
            throws InterruptedException {
        limits.reset();
        Meter meter = new Meter(servers, dynamo.process());
        Figures figures = bystanders.beside(others, shape.name(), extent.most(), run);
        Line.Resources resources = meter.spent().per(figures.operations());
        JsonNode charged = limits.charged("");
        return new Line(
                shape.name(),
                shape.connections(),
                shape.rate(),
                OptionalInt.empty(),
                target.map(each -> each.in(table).shards()).orElse(OptionalInt.empty()),
                shape.settled(),
                figures,
                resources,
                Line.Anchored.NOT,
                Optional.of(charged));
    }
}
