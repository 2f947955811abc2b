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
import java.util.OptionalDouble;
import java.util.Set;
import org.socialfeed.bench.client.Api;
import org.socialfeed.bench.client.BackOff;
import org.socialfeed.bench.client.Connections;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.client.Wire;
import org.socialfeed.bench.load.Crew;
import org.socialfeed.bench.load.Loader;
import org.socialfeed.bench.process.Folders;
import org.socialfeed.bench.process.HttpCeiling;
import org.socialfeed.bench.report.Measurements;
import org.socialfeed.bench.report.Progress;
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
import org.socialfeed.bench.verify.Mismatches;

/** A whole run: start, load, warm up, measure. */
final class Benchmark {
    private static final int LOADERS = 16;

    private final Folders folders;
    private final Effort effort;
    private final long seed;
    private final PrintWriter out;
    private final Set<String> only;

    /** @param only the scenarios that are measured; all if empty */
    Benchmark(Folders folders, Effort effort, long seed, Set<String> only, PrintWriter out) {
        this.only = only;
        this.folders = folders;
        this.effort = effort;
        this.seed = seed;
        this.out = out;
    }

    Results run(Population population) throws IOException, InterruptedException {
        Access access = Access.fresh();
        try (Stack stack = Stack.start(folders, OptionalDouble.empty(), access.signer(), seed, effort.settings())) {
            Measurements measurements = new Measurements();
            Api api = new Api(
                    new Wire(stack.service().uri(), Duration.ofSeconds(60), BackOff.of(8), measurements),
                    access.tokens());
            List<Post> posts = load(population, api, measurements);
            List<Scenario> scenarios = new Scenarios(population, posts, access.tokens(), stack.table(), seed)
                    .all(api).stream()
                            .filter(scenario -> only.isEmpty() || only.contains(scenario.name()))
                            .toList();
            try (HttpCeiling ceiling = HttpCeiling.start(folders, bodies(stack, scenarios))) {
                return measure(new Suite(stack, ceiling, effort, seed), scenarios, population);
            }
        }
    }

    /** By the API: the only way to write that the service has. */
    private List<Post> load(Population population, Api api, Measurements measurements) throws InterruptedException {
        Progress progress = new Progress(out, Boolean.getBoolean("bench.tty"), measurements);
        Ledger ledger = new Ledger(new Mismatches());
        new Loader(api, new Crew(LOADERS), new Crew(effort.posters()), progress)
                .load(population.all(), population.posts(), seed, ledger);
        return ledger.posts();
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
        input.put("users", String.valueOf(population.all().users().size()));
        input.put("follows", String.valueOf(population.all().follows().size()));
        input.put("posts", String.valueOf(population.posts().sequence().size()));
        input.put(
                "of them of the network",
                population.input().users().size() + " users, "
                        + population.input().follows().size() + " follows");
        input.put("seed", String.valueOf(seed));
        return input;
    }

    private void show(Line line) {
        out.println(line.summary());
        out.flush();
    }
}
