package org.socialfeed.bench.bulk;

import java.io.IOException;
import org.socialfeed.bench.BenchCommand;
import org.socialfeed.bench.process.Folders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line. Exit codes are part of it: 0, {@link #WRONG} and {@link #USAGE}. */
@Command(
        name = "bench/import",
        sortOptions = false,
        usageHelpWidth = 110,
        description = {
            "Starts DynamoDB Local, imports a made-up network with the packaged service, tells what it took, and compares"
                    + " the table with the network: then, and after importing again.",
            ""
        },
        footer = {"", "Exit code: 0 all is right; 1 something is wrong, or the run failed; 64 bad usage."})
public final class ImportCommand extends BenchCommand {
    static final int WRONG = 1;
    /** What feed.follow.limit allows; the famous user is followed besides. */
    private static final int MOST_FOLLOWEES = 4_999;

    @Option(names = "--users", paramLabel = "N", defaultValue = "120000", description = "default: ${DEFAULT-VALUE}")
    private int users;

    @Option(names = "--edges", paramLabel = "N", defaultValue = "1000000", description = "default: ${DEFAULT-VALUE}")
    private int edges;

    @Option(
            names = "--famous",
            paramLabel = "N",
            defaultValue = "110000",
            description = "followers of the first user; from 100,000 on they are sharded (default: ${DEFAULT-VALUE})")
    private int famous;

    @Option(names = "--posts", paramLabel = "N", defaultValue = "100000", description = "default: ${DEFAULT-VALUE}")
    private int posts;

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "200",
            description =
                    "users, besides the famous one, whose edges and posts are counted (default: ${DEFAULT-VALUE})")
    private int sample;

    @Option(
            names = "--kill",
            description =
                    "kill the import in the middle of follows, of counts of posts and of counts of users, and go on")
    private boolean kill;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
    private long seed;

    public static void main(String[] args) {
        System.exit(new ImportCommand().commandLine().execute(args));
    }

    @Override
    protected int run() throws IOException, InterruptedException {
        require(users >= 3, "--users must be at least 3");
        require(famous >= 0 && famous < users, "--famous must be less than --users");
        require(edges >= famous, "--edges must not be less than --famous");
        // Beyond that the drawing of others would hardly find anybody new.
        require(
                (edges - famous) / users < Math.min(MOST_FOLLOWEES, users / 10 + 1),
                "--edges are too many for --users");
        require(posts >= 0, "--posts must not be negative");
        require(sample >= 0, "--sample must not be negative");
        ImportProof.Size size = new ImportProof.Size(users, edges, famous, posts, sample, kill, seed);
        return new ImportProof(Folders.given(), size, out()).run() ? 0 : WRONG;
    }
}
