package org.socialfeed.bench.replicas;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.socialfeed.bench.BenchCommand;
import org.socialfeed.bench.process.Folders;
import org.socialfeed.bench.result.Requirement;
import org.socialfeed.bench.result.Results;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line. Exit codes are part of it: 0, {@link #WRONG} and {@link #USAGE}. */
@Command(
        name = "bench/replicas",
        sortOptions = false,
        usageHelpWidth = 110,
        description = {
            "Starts DynamoDB Local, three packaged replicas and HAProxy before them; restarts, kills and cuts off replicas"
                    + " under load, and tells what it cost clients. Writes bench/results/latest-replicas.json and .md.",
            ""
        },
        footer = {"", "Exit code: 0 all held; 1 something did not hold, or the run failed; 64 bad usage."})
public final class ReplicasCommand extends BenchCommand {
    static final int WRONG = 1;

    @Option(names = "--quick", description = "everything once, in about 4 minutes")
    private boolean quick;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "8",
            description =
                    "of the load, each sending its next request when the last is answered (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--report",
            paramLabel = "FILE.md",
            description = "write the report there, too, and its plots into a folder beside it")
    private @Nullable Path report;

    public static void main(String[] args) {
        System.exit(new ReplicasCommand().commandLine().execute(args));
    }

    @Override
    protected int run() throws IOException, InterruptedException {
        require(connections >= 1, "--connections must be at least 1");
        requireMarkdown(report);
        Folders folders = Folders.given();
        Drill drill = quick ? Drill.quick() : Drill.full();
        Findings findings = new Rehearsal(folders, drill, connections, seed, out()).run();
        Results.write(ReplicasJson.of(findings), folders.results().resolve("latest-replicas.json"));
        new ReplicasReport(findings).write(folders.results().resolve("latest-replicas.md"));
        if (report != null) {
            new ReplicasReport(findings).write(report);
        }
        List<String> missed = findings.requirements().stream()
                .filter(requirement -> !requirement.reached())
                .map(Requirement::objection)
                .toList();
        tell(missed);
        out().println(missed.isEmpty() ? "everything held" : "not everything held");
        out().flush();
        return missed.isEmpty() ? 0 : WRONG;
    }
}
