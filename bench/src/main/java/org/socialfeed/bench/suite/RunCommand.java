package org.socialfeed.bench.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.socialfeed.bench.BenchCommand;
import org.socialfeed.bench.graph.MalformedFileException;
import org.socialfeed.bench.graph.Network;
import org.socialfeed.bench.graph.PostFile;
import org.socialfeed.bench.graph.PostFile.DatedPost;
import org.socialfeed.bench.hot.Burst;
import org.socialfeed.bench.hot.HotBenchmark;
import org.socialfeed.bench.plan.PostPlan;
import org.socialfeed.bench.process.Folders;
import org.socialfeed.bench.result.Budgets;
import org.socialfeed.bench.result.Report;
import org.socialfeed.bench.result.Results;
import org.socialfeed.bench.scenario.Population;
import org.socialfeed.bench.scenario.Scenarios;
import org.socialfeed.bench.suite.Benchmark.Order;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line. Exit codes are part of it: 0, {@link #FAILED}, {@link #OBJECTIONS} and {@link #USAGE}. */
@Command(
        name = "bench/run",
        sortOptions = false,
        usageHelpWidth = 110,
        description = {
            "Starts DynamoDB Local and the packaged service, loads a social graph, measures all scenarios and writes"
                    + " bench/results/latest.json and latest.md.",
            ""
        },
        footer = {
            "",
            "Exit code: 0 done; 1 the run failed; 2 --quick found a broken scenario or one over its budget, or"
                    + " --limits a figure that was not reached; 64 bad usage.",
        })
public final class RunCommand extends BenchCommand {
    static final int OBJECTIONS = 2;
    private static final int POSTS_EACH = 8;
    private static final int FOLLOWEES = 20;

    @Option(
            names = "--quick",
            description = "little data, few operations: whether every scenario works and costs no more than"
                    + " bench/budgets.json allows")
    private boolean quick;

    @Option(
            names = "--follows",
            paramLabel = "FILE",
            description = "edge list, follower<TAB>followee, plain or gzipped; a made-up network by default")
    private @Nullable Path follows;

    @Option(
            names = "--users",
            paramLabel = "N",
            description = "users of the network; of --follows those with the most edges (default: 300)")
    private @Nullable Integer users;

    @Option(
            names = "--posts",
            paramLabel = "FILE",
            description =
                    "posts, author<TAB>milliseconds since 1970<TAB>text, plain or gzipped; made-up ones by default")
    private @Nullable Path posts;

    @Option(
            names = "--post-count",
            paramLabel = "N",
            description = "made-up posts, heavy-tailed over the users (default: 8 for each user)")
    private @Nullable Integer postCount;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "how long each line is measured, after its warm-up (default: 20)")
    private @Nullable Integer seconds;

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "measure these scenarios and no others")
    private Set<String> only = Set.of();

    @Option(
            names = "--direct",
            description = "load by the service's own import, straight into the table, instead of through the API")
    private boolean direct;

    @Option(
            names = "--limits",
            paramLabel = "SCALE",
            arity = "0..1",
            fallbackValue = HotBenchmark.SCALE,
            description =
                    "measure the hot-key lines instead of the scenarios, where each partition key has this share of"
                            + " DynamoDB's throughput, by a proxy before the store (default: ${FALLBACK-VALUE})")
    private @Nullable Double limits;

    @Option(
            names = "--report",
            paramLabel = "FILE.md",
            description = "write the report there, too, and its plots into a folder beside it")
    private @Nullable Path report;

    public static void main(String[] args) {
        System.exit(new RunCommand().commandLine().execute(args));
    }

    @Override
    protected int run() throws IOException, InterruptedException {
        Folders folders = Folders.given();
        return limits == null ? scenarios(folders) : hotKeys(folders, limits);
    }

    private int scenarios(Folders folders) throws IOException, InterruptedException {
        Effort effort = effort();
        Graph graph = input();
        PostPlan plan = told(() -> plan(graph.network()));
        Population population = Population.of(graph.network(), plan, effort.sizes(), seed);
        Set<String> names = Scenarios.names(effort.sizes());
        require(names.containsAll(only), "--only knows " + String.join(", ", names));
        Order order = new Order(effort, direct, seed, only, origin(graph));
        Results results = new Benchmark(folders, order, out()).run(population);
        results.write(folders.results().resolve("latest.json"));
        new Report(results).write(folders.results().resolve("latest.md"));
        if (report != null) {
            new Report(results).write(report);
        }
        return quick ? judge(Budgets.read(folders.budgets()).objections(results.scenarios())) : 0;
    }

    private int hotKeys(Folders folders, double scale) throws IOException, InterruptedException {
        require(
                !quick
                        && !direct
                        && follows == null
                        && users == null
                        && posts == null
                        && postCount == null
                        && only.isEmpty(),
                "--limits has data of its own: it goes with --seed, --seconds and --report only");
        require(scale > 0, "--limits must be above 0");
        require(seconds == null || seconds > Burst.CALM, "--limits needs --seconds above " + Burst.CALM);
        requireMarkdown(report);
        return judge(new HotBenchmark(folders, scale, length(), seed, out()).run(Optional.ofNullable(report)));
    }

    private int judge(List<String> objections) {
        tell(objections);
        return objections.isEmpty() ? 0 : OBJECTIONS;
    }

    private Effort effort() {
        require(
                !quick
                        || (follows == null
                                && users == null
                                && posts == null
                                && postCount == null
                                && seconds == null
                                && seed == 1),
                "--quick has data and sizes of its own: its budgets hold for no others");
        require(seconds == null || seconds >= 1, "--seconds must be at least 1");
        requireMarkdown(report);
        return quick ? Effort.quick() : Effort.full(length());
    }

    private Duration length() {
        return Duration.ofSeconds(seconds == null ? 20 : seconds);
    }

    private Graph input() {
        require(posts == null || follows != null, "--posts needs --follows: it names the users of that list");
        require(posts == null || postCount == null, "--posts and --post-count exclude each other");
        require(users == null || users >= 2, "--users must be at least 2");
        require(postCount == null || postCount >= 1, "--post-count must be at least 1");
        return told(this::graph);
    }

    /** What a file has that cannot be used is told as bad usage. */
    private <T> T told(Reading<T> reading) {
        try {
            return reading.read();
        } catch (MalformedFileException | IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw refused("cannot read " + e.getMessage(), e);
        }
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private Graph graph() throws IOException {
        int wanted = users != null ? users : quick ? 40 : 300;
        if (follows == null) {
            return Graph.madeUp(wanted, Math.min(FOLLOWEES, wanted - 1), seed);
        }
        require(Files.isRegularFile(follows), "no such edge list: " + follows);
        return Graph.of(follows, wanted);
    }

    /** Of users and posts. */
    private String origin(Graph graph) {
        return graph.origin() + (posts == null ? ", made-up posts" : ", posts of " + posts.getFileName());
    }

    private PostPlan plan(Network network) throws IOException {
        if (posts == null) {
            int wanted =
                    postCount != null ? postCount : POSTS_EACH * network.users().size();
            return PostPlan.of(network.users(), wanted, seed);
        }
        require(Files.isRegularFile(posts), "no such list of posts: " + posts);
        Set<String> chosen = new HashSet<>(network.users());
        List<DatedPost> theirs = PostFile.read(posts).stream()
                .filter(post -> chosen.contains(post.author()))
                .toList();
        require(!theirs.isEmpty(), "none of the users that were chosen has a post in " + posts);
        return PostPlan.of(theirs, seed);
    }
}
