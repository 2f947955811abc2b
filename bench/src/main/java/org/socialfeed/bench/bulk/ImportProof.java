package org.socialfeed.bench.bulk;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
            throws InterruptedException {
        double storeBefore = Usage.cpu(dynamo.process()).toMillis() / 1e3;
        ImportRuns.Sum first = runs.run(size.kill() ? interruptions() : List.of());
        tell(first, check.expected().items(), Usage.cpu(dynamo.process()).toMillis() / 1e3 - storeBefore);
        Usage.residentMb(dynamo.process()).ifPresent(mb -> say("DynamoDB Local: %,.0f MB", mb));
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
        say(objections.isEmpty() ? "importing again changed nothing; all is right" : "not all is right");
        return objections.isEmpty();
    }

    private List<Interruption> interruptions() {
        return List.of(
                new Interruption("follows", size.follows() / 2),
                new Interruption("post_counts", size.posts() / 2),
                new Interruption("user_counts", size.users() / 2));
    }

    private void tell(ImportRuns.Sum sum, long items, double storeCpu) {
        double seconds = sum.took().toMillis() / 1e3;
        say(
                "%s in %,.1f s: %,.0f follows/s, %,.0f items/s",
                size.kill() ? "killed three times, imported" : "imported",
                seconds,
                size.follows() / seconds,
                items / seconds);
        double cpu = sum.cpu().toMillis() / 1e3;
        say("CPU of the import %,.1f s, of DynamoDB Local %,.1f s: %.1f times as much", cpu, storeCpu, storeCpu / cpu);
        sum.peakMb().ifPresent(mb -> say("most memory of the import: %,.0f MB", mb));
        if (!size.kill()) {
            say("%,.1f write units", writeUnits(sum));
        }
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
