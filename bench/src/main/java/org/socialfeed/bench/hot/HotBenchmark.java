package org.socialfeed.bench.hot;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.socialfeed.bench.client.Api;
import org.socialfeed.bench.client.BackOff;
import org.socialfeed.bench.client.Connections;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.client.Wire;
import org.socialfeed.bench.drive.Extent;
import org.socialfeed.bench.drive.WarmUp;
import org.socialfeed.bench.floor.Store;
import org.socialfeed.bench.load.Crew;
import org.socialfeed.bench.load.Loader;
import org.socialfeed.bench.process.Folders;
import org.socialfeed.bench.process.LimitsProxy;
import org.socialfeed.bench.process.PackagedService;
import org.socialfeed.bench.process.PackagedTask;
import org.socialfeed.bench.report.Measurements;
import org.socialfeed.bench.report.Progress;
import org.socialfeed.bench.result.Commit;
import org.socialfeed.bench.result.Line;
import org.socialfeed.bench.result.Machine;
import org.socialfeed.bench.result.Requirement;
import org.socialfeed.bench.result.Results;
import org.socialfeed.bench.stack.Access;
import org.socialfeed.bench.stack.Stack;
import org.socialfeed.bench.verify.Ledger;
import org.socialfeed.bench.verify.Mismatches;

/** A whole run: lines with fixed numbers of shards, then, with a service that grows them by itself, bursts. */
public final class HotBenchmark {
    /** What a machine of two cores, shared by all processes, can saturate on eight shards. */
    public static final String SCALE = "0.04";

    private static final int CREW = 16;
    private static final int[] SHARDS = {1, 2, 4, 8};
    private static final int STORM_SHARDS = 4;
    /** The service's own default. */
    private static final int WRITES_PER_SHARD = 50;
    /** A burst asks of one shard so many times what it can give. */
    private static final double BURST = 6;

    private static final double SPARE = 1.2;

    private static final Duration COUNTS_AGE = Duration.ofSeconds(2);
    /** Long windows: a cold service is slow so evenly that short ones would take it for warm. */
    private static final WarmUp WARM_UP = new WarmUp(Duration.ofSeconds(5), Duration.ofSeconds(60));

    private final List<Fixed> fixed = new ArrayList<>();
    private final List<Burst> bursts = new ArrayList<>();
    private final List<Storm> storms = new ArrayList<>();
    private final List<Count> counts = new ArrayList<>();
    private final Access access = Access.fresh();
    private final Folders folders;
    private final double scale;
    private final Extent extent;
    private final long seed;
    private final PrintWriter out;
    private final Undisturbed undisturbed;

    /**
     * @param scale share of DynamoDB's limits that a partition key gets
     * @param length of each line
     */
    public HotBenchmark(Folders folders, double scale, Duration length, long seed, PrintWriter out) {
        this.folders = folders;
        this.scale = scale;
        this.extent = Extent.of(length);
        this.seed = seed;
        this.out = out;
        this.undisturbed = new Undisturbed(progress -> show(progress));
    }

    /**
     * Measures, and writes {@code latest-limits.json}, {@code .md} and plots.
     *
     * @param report where the report goes, too
     * @return a sentence for each figure that was not reached
     */
    public List<String> run(Optional<Path> report) throws IOException, InterruptedException {
        HotResults results = measure(Cast.of(mostWrites(), seed));
        Results.write(HotJson.of(results), folders.results().resolve("latest-limits.json"));
        HotReport written = new HotReport(results);
        written.write(folders.results().resolve("latest-limits.md"));
        if (report.isPresent()) {
            written.write(report.get());
        }
        return Requirements.of(results).stream()
                .filter(requirement -> !requirement.reached())
                .map(Requirement::objection)
                .toList();
    }

    private HotResults measure(Cast cast) throws InterruptedException {
        // Loaded with all of DynamoDB's limits: thousands of followers of one author are no figure of ours.
        try (Stack stack = Stack.start(folders, OptionalDouble.of(1), access.signer(), seed, bounded());
                Store table = new Store(stack.dynamo().uri(), PackagedService.TABLE)) {
            LimitsProxy limits = stack.limits().orElseThrow();
            List<Post> posts = load(cast, stack.service());
            Bystanders bystanders =
                    new Bystanders(cast.bystanders().users(), cast.ordinary(posts), access.tokens(), seed);
            Targets targets = Cast.targets(posts);
            HotLines lines = new HotLines(cast.fans(), seed);
            try (Connections others = Bystanders.connections(stack.service().uri())) {
                Rig rig = rig(stack, stack.service(), table, bystanders, others);
                prepare(rig, "alone");
                storm(rig, lines, stack);
                fixed(rig, lines, targets, stack);
                limits.set(scale, false);
                fixed(rig, lines, targets.posts(), 1, false, stack);
                fixed(rig, lines, targets.posts(), SHARDS[SHARDS.length - 1], false, stack);
            }
            stack.service().close();
            try (PackagedService growing = PackagedService.start(folders, stack.store(), access.signer(), settings());
                    Connections others = Bystanders.connections(growing.uri())) {
                Rig rig = rig(stack, growing, table, bystanders, others);
                prepare(rig, "alone, after the restart");
                burst(rig, lines, targets.posts());
                burst(rig, lines, targets.users());
                count(rig, lines);
            }
            return results(cast, bystanders);
        }
    }

    /** Of the line with the most shards, its warm-up and the buckets' first fill included. */
    private int mostWrites() {
        double seconds = extent.most().plus(HotLines.LONGEST_WARM_UP).toSeconds() + 1;
        return (int) Math.ceil(SPARE * seconds * Fixed.most(SHARDS[SHARDS.length - 1], scale));
    }

    private Map<String, String> settings() {
        long perShard = Math.max(1, Math.round(WRITES_PER_SHARD * scale));
        return Map.of("feed.hot.writes-per-shard", String.valueOf(perShard));
    }

    /** Shards are set by the operator alone. */
    private Map<String, String> bounded() {
        Map<String, String> bounded = new LinkedHashMap<>(settings());
        bounded.put("feed.hot.most-shards", "1");
        return bounded;
    }

    private Rig rig(Stack stack, PackagedService service, Store table, Bystanders bystanders, Connections others) {
        return new Rig(
                service,
                stack.dynamo(),
                stack.limits().orElseThrow(),
                table,
                access.tokens(),
                bystanders,
                others,
                extent);
    }

    private List<Post> load(Cast cast, PackagedService service) throws InterruptedException {
        Measurements measurements = new Measurements();
        Api api =
                new Api(new Wire(service.uri(), Duration.ofSeconds(60), BackOff.of(8), measurements), access.tokens());
        Ledger ledger = new Ledger(new Mismatches());
        Progress progress = new Progress(out, Boolean.getBoolean("bench.tty"), measurements);
        new Loader(api, new Crew(CREW), new Crew(CREW), progress).load(cast.all(), cast.posts(), seed, ledger);
        return ledger.posts();
    }

    /** A warm service, then the limits, and how those fare who are not involved while nothing is hot. */
    private void prepare(Rig rig, String alone) throws InterruptedException {
        show("warming up ...");
        rig.limits().set(1, false);
        rig.bystanders().warmUp(rig.others(), WARM_UP);
        rig.limits().set(scale, true);
        rig.bystanders().alone(rig.others(), alone, extent.most());
    }

    /** Over two replicas: each reads the index for itself, and only both together show what one more costs. */
    private void storm(Rig rig, HotLines lines, Stack stack) throws InterruptedException {
        try (PackagedService second =
                PackagedService.start("service-2", folders, stack.store(), access.signer(), bounded())) {
            storms.add(lines.storm(rig, "read-storm-1", 1, second));
            show(storms.get(0).line());
            String shards = String.valueOf(STORM_SHARDS);
            PackagedTask.run(folders, stack.store(), List.of("hot", "posts", Cast.STAR, "--set", shards), line -> {});
            storms.add(lines.storm(rig, "read-storm-" + shards, STORM_SHARDS, second));
            show(storms.get(1).line());
        }
    }

    private void fixed(Rig rig, HotLines lines, Targets targets, Stack stack) throws InterruptedException {
        for (var kind : List.of(targets.posts(), targets.users())) {
            for (int shards : SHARDS) {
                fixed(rig, lines, kind, shards, true, stack);
            }
        }
    }

    private void fixed(Rig rig, HotLines lines, Iterator<Target> targets, int shards, boolean latency, Stack stack)
            throws InterruptedException {
        fixed.add(undisturbed.measure(Fixed::line, () -> {
            Target target = targets.next();
            if (shards > 1) {
                PackagedTask.run(folders, stack.store(), target.set(shards), line -> {});
            }
            String name = "hot-" + target.kind() + "-" + shards + (latency ? "" : " without latency");
            return new Fixed(target.kind(), shards, latency, lines.fixed(rig, name, target));
        }));
    }

    private void burst(Rig rig, HotLines lines, Iterator<Target> targets) throws InterruptedException {
        bursts.add(undisturbed.measure(Burst::line, () -> {
            Target target = targets.next();
            return lines.burst(rig, "cold-" + target.kind(), target, BURST * Fixed.most(1, scale));
        }));
    }

    private void count(Rig rig, HotLines lines) throws InterruptedException {
        Thread.sleep(COUNTS_AGE.toMillis());
        for (HotLines.Written written : lines.written()) {
            var inTable = written.target().in(rig.table());
            counts.add(new Count(
                    written.line(),
                    written.accepted(),
                    inTable.edges(),
                    inTable.counts(),
                    HotLines.shown(rig, written.target())));
        }
    }

    private HotResults results(Cast cast, Bystanders bystanders) throws InterruptedException {
        Map<String, String> input = new LinkedHashMap<>();
        input.put("limits", "scale " + scale);
        input.put("from", "a made-up network");
        input.put("users", String.valueOf(cast.all().users().size()));
        input.put("follows", String.valueOf(cast.all().follows().size()));
        input.put("seed", String.valueOf(seed));
        List<Line> all = Stream.of(
                        storms.stream().map(Storm::line),
                        fixed.stream().map(Fixed::line),
                        bursts.stream().map(Burst::line))
                .flatMap(each -> each)
                .toList();
        Results run = new Results(
                Machine.here(), Commit.of(folders.root()), Clock.systemUTC().instant(), input, all, List.of());
        return new HotResults(run, scale, fixed, bursts, storms, counts, bystanders.trickles());
    }

    private void show(Line line) {
        show(line.summary());
    }

    private void show(String progress) {
        out.println(progress);
        out.flush();
    }
}
