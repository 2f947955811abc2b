package org.socialfeed.bench.replicas;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.socialfeed.bench.CommandLines;
import org.socialfeed.bench.client.UnexpectedAnswerException;
import org.socialfeed.bench.process.Folders;
import org.socialfeed.bench.process.StartFailedException;
import org.socialfeed.bench.result.Requirement;
import org.socialfeed.bench.result.Results;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line. Exit codes are part of it: 0, {@link #WRONG} and {@link CommandLines#USAGE}. */
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
public final class ReplicasCommand implements Callable<Integer> {
    static final int WRONG = 1;

    @Spec
    private CommandSpec spec;

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

    @Option(names = "--help", usageHelp = true, description = "show this")
    @SuppressWarnings("unused") // Its presence alone is what picocli asks for.
    private boolean help;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return CommandLines.of(new ReplicasCommand());
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandLines.require(spec, connections >= 1, "--connections must be at least 1");
        CommandLines.requireMarkdown(spec, report);
        try {
            return run(Folders.given());
        } catch (StartFailedException | TrialFailedException | UnexpectedAnswerException e) {
            spec.commandLine().getErr().println("bench/replicas: " + e.getMessage());
            return WRONG;
        }
    }

    private int run(Folders folders) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Drill drill = quick ? Drill.quick() : Drill.full();
        Findings findings = new Rehearsal(folders, drill, connections, seed, out).run();
        Results.write(ReplicasJson.of(findings), folders.results().resolve("latest-replicas.json"));
        new ReplicasReport(findings).write(folders.results().resolve("latest-replicas.md"));
        if (report != null) {
            new ReplicasReport(findings).write(report);
        }
        List<Requirement> missed = findings.requirements().stream()
                .filter(requirement -> !requirement.reached())
                .toList();
        missed.forEach(each -> spec.commandLine().getErr().println("bench/replicas: " + each.objection()));
        out.println(missed.isEmpty() ? "everything held" : "not everything held");
        out.flush();
        return missed.isEmpty() ? 0 : WRONG;
    }
}
