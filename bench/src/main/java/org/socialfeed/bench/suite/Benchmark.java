package org.socialfeed.bench.suite;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.socialfeed.bench.client.Api;
import org.socialfeed.bench.client.BackOff;
import org.socialfeed.bench.client.Connections;
import org.socialfeed.bench.client.Wire;
import org.socialfeed.bench.floor.Store;
import org.socialfeed.bench.process.Folders;
import org.socialfeed.bench.process.HttpCeiling;
import org.socialfeed.bench.process.PackagedService;
import org.socialfeed.bench.report.Measurements;
import org.socialfeed.bench.result.Commit;
import org.socialfeed.bench.result.Line;
import org.socialfeed.bench.result.Machine;
import org.socialfeed.bench.result.Results;
import org.socialfeed.bench.scenario.FeedReads;
import org.socialfeed.bench.scenario.Population;
import org.socialfeed.bench.scenario.Scenario;
import org.socialfeed.bench.scenario.Scenarios;
import org.socialfeed.bench.stack.Access;
import org.socialfeed.bench.stack.Stack;
import org.socialfeed.bench.verify.Ledger;
import org.socialfeed.bench.verify.Model;
import org.socialfeed.bench.verify.PageCheck;

/** A whole run: start, load, warm up, measure. */
final class Benchmark {
    private final Folders folders;
    private final Order order;
    private final PrintWriter out;

    Benchmark(Folders folders, Order order, PrintWriter out) {
        this.folders = folders;
        this.order = order;
        this.out = out;
    }

    /**
     * What is asked for.
     *
     * @param direct whether the data goes in by the service's import instead of the API
     * @param only the scenarios that are measured; all if empty
     * @param origin of users and posts, for the report
     */
    record Order(Effort effort, boolean direct, long seed, Set<String> only, String origin) {
        boolean measures(Scenario scenario) {
            return only.isEmpty() || only.contains(scenario.name());
        }
    }

    Results run(Population population) throws IOException, InterruptedException {
        Access access = Access.fresh();
        try (Stack stack = Stack.start(
                folders,
                OptionalDouble.empty(),
                access.signer(),
                order.seed(),
                order.effort().settings())) {
            Measurements measurements = new Measurements();
            Api api = new Api(
                    new Wire(stack.service().uri(), Duration.ofSeconds(60), BackOff.of(8), measurements),
                    access.tokens());
            Loading loading = new Loading(folders, stack, api, out, measurements);
            Ledger ledger = order.direct()
                    ? loading.direct(population)
                    : loading.byApi(population, order.effort().posters(), order.seed());
            List<Scenario> scenarios = scenarios(population, ledger, access, stack.table()).all(api).stream()
                    .filter(order::measures)
                    .toList();
            try (Memory memory = memory(stack, access);
                    HttpCeiling ceiling = HttpCeiling.start(folders, bodies(stack, scenarios))) {
                return measure(
                        new Suite(stack, memory.service(), ceiling, order.effort(), order.seed()),
                        scenarios,
                        population);
            }
        }
    }

    private Scenarios scenarios(Population population, Ledger ledger, Access access, Store table) {
        Optional<PageCheck> check = order.effort().checked()
                ? Optional.of(new PageCheck(new Model(population.all(), ledger)))
                : Optional.empty();
        return new Scenarios(population, ledger.posts(), access.tokens(), table, order.seed(), check);
    }

    /** Who is asked for what is in memory: a service of its own, if it has settings of its own. */
    private record Memory(PackagedService service, boolean own) implements AutoCloseable {
        @Override
        public void close() {
            if (own) {
                service.close();
            }
        }
    }

    private Memory memory(Stack stack, Access access) throws InterruptedException {
        Optional<Map<String, String>> settings = order.effort().memory();
        return settings.isEmpty()
                ? new Memory(stack.service(), false)
                : new Memory(
                        PackagedService.start(
                                "service-memory", folders, stack.store(), access.signer(), settings.get()),
                        true);
    }

    /** Writes down what the service answers to the first read of each feed scenario, for the ceiling to answer the same. */
    private Path bodies(Stack stack, List<Scenario> scenarios) throws IOException {
        Path folder = Files.createDirectories(folders.bodies());
        try (Connections connections = new Connections(stack.service().uri(), 1)) {
            for (Scenario scenario : scenarios) {
                if (scenario.anchors().isPresent()) {
                    FeedReads reads = scenario.anchors().get().reads();
                    Buffer body = connections
                            .send(reads.sample())
                            .toCompletableFuture()
                            .join()
                            .body();
                    Files.write(folder.resolve(scenario.name()), body.getBytes());
                }
            }
        }
        return folder;
    }

    private Results measure(Suite suite, List<Scenario> scenarios, Population population) throws InterruptedException {
        List<Line> lines = new ArrayList<>();
        List<Line> anchors = new ArrayList<>();
        out.println("warming up ...");
        out.flush();
        suite.warmUp(scenarios.get(0).operations());
        for (Scenario scenario : scenarios) {
            suite.measure(
                    scenario,
                    new Suite.Sink(
                            line -> {
                                lines.add(line);
                                show(line);
                            },
                            anchors::add));
        }
        return new Results(
                Machine.here(),
                Commit.of(folders.root()),
                Clock.systemUTC().instant(),
                input(population),
                lines,
                anchors);
    }

    private Map<String, String> input(Population population) {
        Map<String, String> input = new LinkedHashMap<>();
        input.put("from", order.origin());
        input.put("users", String.valueOf(population.all().users().size()));
        input.put("follows", String.valueOf(population.all().follows().size()));
        input.put("posts", String.valueOf(population.posts().sequence().size()));
        input.put(
                "of them of the network",
                population.input().users().size() + " users, "
                        + population.input().follows().size() + " follows");
        input.put("seed", String.valueOf(order.seed()));
        input.put("a line", order.effort().length());
        input.put("loaded", order.direct() ? "by the service's import" : "through the API");
        return input;
    }

    private void show(Line line) {
        out.println(line.summary());
        out.flush();
    }
}
