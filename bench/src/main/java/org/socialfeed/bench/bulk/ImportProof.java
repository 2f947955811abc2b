package org.socialfeed.bench.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.socialfeed.bench.floor.Contents;
import org.socialfeed.bench.floor.Store;
import org.socialfeed.bench.graph.GeneratedNetwork;
import org.socialfeed.bench.graph.Network;
import org.socialfeed.bench.load.Import;
import org.socialfeed.bench.plan.PostPlan;
import org.socialfeed.bench.process.DynamoDbLocal;
import org.socialfeed.bench.process.Folders;
import org.socialfeed.bench.process.PackagedService;
import org.socialfeed.bench.process.PackagedTask;
import org.socialfeed.bench.process.Usage;
import org.socialfeed.bench.result.Commit;
import org.socialfeed.bench.result.Machine;
import org.socialfeed.bench.result.Results;

/** One proof: a store, a network, its import, and what the table holds then and after importing again. */
final class ImportProof {
    private static final Pattern WRITE_UNITS = Pattern.compile("^([\\d,.]+) write units.*");

    private final Folders folders;
    private final Size size;
    private final PrintWriter out;

    ImportProof(Folders folders, Size size, PrintWriter out) {
        this.folders = folders;
        this.size = size;
        this.out = out;
    }

    /**
     * How much is imported.
     *
     * @param famous followers of the first user
     * @param sample users, besides the famous one, whose edges and posts are counted
     * @param kill whether the import is killed, in the middle of three of its phases
     */
    record Size(int users, int follows, int famous, int posts, int sample, boolean kill, long seed) {}

    /** Does all of it and prints what it finds; whether everything is as it should be. */
    boolean run() throws IOException, InterruptedException {
        Network network = GeneratedNetwork.heavyTailed(size.users(), size.follows(), size.famous(), size.seed());
        PostPlan plan = PostPlan.of(network.users(), size.posts(), size.seed());
        Import files = Import.write(folders.work(), network, plan);
        Expected expected = Expected.of(network, plan);
        say(
                "%,d users, %,d follows, %,d of them of one user, %,d posts: %,d items",
                size.users(), size.follows(), size.famous(), size.posts(), expected.items());
        try (DynamoDbLocal dynamo = DynamoDbLocal.start(folders);
                Store store = new Store(dynamo.uri(), PackagedService.TABLE)) {
            store.createTable();
            ImportRuns runs = new ImportRuns(folders, dynamo.uri(), files, out);
            TableCheck check = new TableCheck(expected, new Contents(store));
            return run(runs, dynamo, check, network.users().get(0));
        }
    }

    private boolean run(ImportRuns runs, DynamoDbLocal dynamo, TableCheck check, String famous)
            throws IOException, InterruptedException {
        double storeBefore = Usage.cpu(dynamo.process()).toMillis() / 1e3;
        ImportRuns.Sum first = runs.run(size.kill() ? interruptions() : List.of());
        double storeCpu = Usage.cpu(dynamo.process()).toMillis() / 1e3 - storeBefore;
        ImportFigures figures = figures(first, check.expected().items(), storeCpu, Usage.residentMb(dynamo.process()));
        figures.lines().forEach(line -> say("%s", line));
        List<String> sample = check.sample(List.of(famous), size.sample(), size.seed());
        List<String> objections = new ArrayList<>(check.objections(sample));
        say(
                "counts of %,d users, edges and posts of %,d, items of the table: %s",
                size.users(), sample.size(), objections.isEmpty() ? "right" : "WRONG");
        PackagedTask.run(
                folders, dynamo.uri(), List.of("recount", "--user", famous, "--dry-run"), line -> say("%s", line));

        ImportRuns.Sum again = runs.run(List.of());
        objections.addAll(check.objections(sample));
        if (writeUnits(again) != 0) {
            objections.add("importing again consumed " + writeUnits(again) + " write units");
        }
        objections.forEach(objection -> say("WRONG: %s", objection));
        write(figures, objections);
        say(objections.isEmpty() ? "importing again changed nothing; all is right" : "not all is right");
        return objections.isEmpty();
    }

    private List<Interruption> interruptions() {
        return List.of(
                new Interruption("follows", size.follows() / 2),
                new Interruption("post_counts", size.posts() / 2),
                new Interruption("user_counts", size.users() / 2));
    }

    private ImportFigures figures(ImportRuns.Sum sum, long items, double storeCpu, OptionalDouble storeMb) {
        return new ImportFigures(
                size.kill(),
                sum.took().toMillis() / 1e3,
                size.follows(),
                items,
                sum.cpu().toMillis() / 1e3,
                storeCpu,
                sum.peakMb(),
                storeMb,
                size.kill() ? OptionalDouble.empty() : OptionalDouble.of(writeUnits(sum)));
    }

    private void write(ImportFigures figures, List<String> objections) throws IOException, InterruptedException {
        Map<String, String> input = new LinkedHashMap<>();
        input.put("from", "made-up network, seed " + size.seed());
        input.put("users", String.valueOf(size.users()));
        input.put("follows", String.valueOf(size.follows()));
        input.put("followers_of_the_famous", String.valueOf(size.famous()));
        input.put("posts", String.valueOf(size.posts()));
        ObjectNode json = new Results(
                        Machine.here(),
                        Commit.of(folders.root()),
                        Clock.systemUTC().instant(),
                        input,
                        List.of(),
                        List.of())
                .json();
        figures.write(json.putObject("import"));
        objections.forEach(json.putArray("wrong")::add);
        Results.write(json, folders.results().resolve("latest-import.json"));
    }

    private static double writeUnits(ImportRuns.Sum sum) {
        for (String line : sum.lines()) {
            Matcher units = WRITE_UNITS.matcher(line);
            if (units.matches()) {
                return Double.parseDouble(units.group(1).replace(",", ""));
            }
        }
        throw new ImportFailedException("the import did not tell what it consumed");
    }

    private void say(String format, Object... arguments) {
        out.printf(Locale.ROOT, format + "%n", arguments);
        out.flush();
    }
}
