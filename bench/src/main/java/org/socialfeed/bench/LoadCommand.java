package org.socialfeed.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.socialfeed.bench.client.Api;
import org.socialfeed.bench.graph.EdgeFile;
import org.socialfeed.bench.graph.MalformedFileException;
import org.socialfeed.bench.graph.Network;
import org.socialfeed.bench.report.Measurements;
import org.socialfeed.bench.report.Progress;
import org.socialfeed.bench.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line. Exit codes are part of it: 0, {@link #FAILED}, {@link #MISMATCHES} and {@link #USAGE}. */
@Command(
        name = "bench/load",
        sortOptions = false,
        usageHelpWidth = 110,
        description = {
            "Loads the best connected users of a social graph through the REST API of a running service, then walks"
                    + " complete feeds and compares every entry with a model computed from the input.",
            ""
        },
        footer = {
            "",
            "Exit code: 0 all feeds as the model says; 1 the run failed; 2 mismatches; 64 bad usage.",
            "",
            "A graph to use is soc-Epinions1.txt.gz: SNAP's soc-Epinions1, 75,879 users and 508,837 edges, from",
            "https://snap.stanford.edu/data/soc-Epinions1.html, as it is."
        })
public final class LoadCommand extends BenchCommand {
    static final int MISMATCHES = 2;

    @Option(
            names = "--edges",
            required = true,
            paramLabel = "FILE",
            description = "edge list, follower<TAB>followee, plain or gzipped; lines with # are comments")
    private Path edges;

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "3000",
            description = "users with the most edges in and out; equal ones by id compared as text"
                    + " (default: ${DEFAULT-VALUE})")
    private int users;

    @Option(
            names = "--posts",
            paramLabel = "N",
            defaultValue = "30000",
            description = "posts in all, heavy-tailed over the users (default: ${DEFAULT-VALUE})")
    private int posts;

    @Option(
            names = "--verify",
            paramLabel = "N",
            defaultValue = "20",
            description = "readers to check: those who follow the most (default: ${DEFAULT-VALUE})")
    private int verify;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
    private long seed;

    @Mixin
    private ServiceOptions service;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "32",
            description = "requests in flight while loading (default: ${DEFAULT-VALUE})")
    private int concurrency;

    @Option(
            names = "--verify-concurrency",
            paramLabel = "N",
            defaultValue = "4",
            description = "feeds walked at once (default: ${DEFAULT-VALUE})")
    private int verifyConcurrency;

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description = "pause between loading and checking: the staleness that the API allows itself, and a little"
                    + " (default: ${DEFAULT-VALUE})")
    private int settle;

    @Option(
            names = "--skip-load",
            description = "only check what an earlier run with the same edges, users, posts and seed loaded")
    private boolean skipLoad;

    @Option(names = "--json", paramLabel = "FILE", description = "write the report for programs, too")
    private @Nullable Path json;

    public static void main(String[] args) {
        System.exit(new LoadCommand().commandLine().execute(args));
    }

    @Override
    protected int run() throws IOException, InterruptedException {
        PrintWriter out = out();
        Measurements measurements = new Measurements();
        Progress progress = new Progress(out, Boolean.getBoolean("bench.tty"), measurements);
        Run run;
        Network network;
        try {
            Settings settings = settings();
            Api api = service.connect(measurements);
            run = new Run(settings, api, measurements, progress, out);
            network = network();
        } catch (IllegalArgumentException | MalformedFileException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        }
        Report report = run.over(network);
        report.print(out);
        if (json != null) {
            report.write(json);
        }
        return report.mismatches().total() == 0 ? 0 : MISMATCHES;
    }

    private Settings settings() {
        require(users >= 1, "--users must be at least 1");
        require(posts >= 0, "--posts must not be negative");
        require(verify >= 0 && verify <= users, "--verify must be from 0 to the number of --users");
        require(concurrency >= 1 && concurrency <= 1000, "--concurrency must be from 1 to 1000");
        require(verifyConcurrency >= 1 && verifyConcurrency <= 1000, "--verify-concurrency must be from 1 to 1000");
        require(settle >= 0, "--settle must not be negative");
        require(json == null || isInFolder(json), "--json names a file in a folder that does not exist: " + json);
        return new Settings(
                users, posts, verify, seed, concurrency, verifyConcurrency, Duration.ofSeconds(settle), skipLoad);
    }

    private Network network() {
        require(Files.isRegularFile(edges), "no such edge list: " + edges);
        try {
            return Network.mostConnected(EdgeFile.read(edges), users);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + edges + ": " + e.getMessage(), e);
        }
    }

    private static boolean isInFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder != null && Files.isDirectory(folder);
    }
}
