package org.socialfeed.operate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.socialfeed.follow.FollowSettings;
import org.socialfeed.id.Username;
import org.socialfeed.table.TableInspection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Moves a social graph in from another system. */
@Dependent
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Puts users, follows and posts of another system straight into the table. All users must be new.",
            "The input is read and checked as a whole before anything is written. Run it again to go on after an end."
        })
class ImportTask implements Task {
    private static final int MOST_NAMED = 10;

    private final BulkImport bulk;
    private final TableInspection table;
    private final FollowSettings settings;
    private final Clock clock;
    private final MeterRegistry metrics;

    @Option(names = "--follows", required = true, paramLabel = "FILE", description = "Lines of follower TAB followee.")
    Path follows = Path.of("");

    @Option(
            names = "--posts",
            paramLabel = "FILE",
            description = "Lines of author TAB epoch milliseconds TAB text (\\n, \\t, \\\\ escaped).")
    Optional<Path> posts = Optional.empty();

    @Option(names = "--state", paramLabel = "FILE", description = "Where progress is kept; by default <follows>.state.")
    Optional<Path> stateFile = Optional.empty();

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "16",
            description = "Batches of 25 items at a time, or 8 times as many single items (default: ${DEFAULT-VALUE}).")
    int concurrency;

    @Option(names = "--dry-run", description = "Only check the input, and that its users are new.")
    boolean dryRun;

    @Spec
    CommandSpec spec = CommandSpec.create();

    /** @param metrics of the process, which does nothing but this task */
    ImportTask(BulkImport bulk, TableInspection table, FollowSettings settings, Clock clock, MeterRegistry metrics) {
        this.bulk = bulk;
        this.table = table;
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public Integer call() throws IOException {
        ImportFiles files = new ImportFiles(readable(follows), posts.map(ImportTask::readable));
        ImportPlan plan = ImportPlan.of(files, settings.limit());
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT, "%,d users, %,d follows, %,d posts%n", plan.users().size(), plan.follows(), plan.posts());
        ImportState state = ImportState.open(
                stateFile.orElseGet(() -> follows.resolveSibling(follows.getFileName() + ".state")),
                table.identity().await().indefinitely(),
                fingerprint(files),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (!state.resumed()) {
            refuseExisting(plan);
        }
        List<Username> signedUp = List.of();
        if (!dryRun) {
            signedUp = bulk.run(files, plan, state, concurrency, (phase, done) -> {
                String name = phase.name().toLowerCase(Locale.ROOT);
                out.printf(Locale.ROOT, "%-12s %,12d of %,d%n", name, done, plan.records(phase));
                out.flush();
            });
            out.printf(Locale.ROOT, "%,.1f write units, %,.1f read units%n", units("write"), units("read"));
        }
        out.println(dryRun ? "The input can be imported" : "Imported");
        if (signedUp.isEmpty()) {
            return ExitCode.DONE.number();
        }
        out.println(
                "These users have signed up meanwhile, and their counts know nothing of the import; run recount --user for");
        out.println("each of them: " + named(signedUp));
        return ExitCode.AMISS.number();
    }

    private static String named(List<Username> users) {
        return users.stream().map(Username::value).collect(Collectors.joining(", "));
    }

    private static Path readable(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + " is not a file that can be read");
        }
        return file;
    }

    private void refuseExisting(ImportPlan plan) {
        List<Username> existing = bulk.existing(plan, MOST_NAMED);
        if (!existing.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing was imported, for these users exist already: " + named(existing));
        }
    }

    /** What this run has consumed. */
    private double units(String kind) {
        return metrics.find("feed.dynamodb.units").tag("kind", kind).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** Tells inputs apart by size and time of change: hashing many gigabytes would take longer than it is worth. */
    private static String fingerprint(ImportFiles files) throws IOException {
        List<String> parts = new ArrayList<>();
        List<Path> all = new ArrayList<>(List.of(files.follows()));
        files.posts().ifPresent(all::add);
        for (Path file : all) {
            parts.add(file.getFileName() + ":" + Files.size(file) + ":"
                    + Files.getLastModifiedTime(file).toMillis());
        }
        return String.join(" ", parts);
    }
}
