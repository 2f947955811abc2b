package org.socialfeed.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing listens where these runs point to: each must be refused before it sends anything. */
class LoadCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private String edges;

    @BeforeEach
    void writeEdges() throws IOException {
        edges = Files.writeString(folder.resolve("edges.tsv"), "1\t2\n2\t3\n").toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--users abc | Invalid value for option '--users'",
                "--users 0 | --users must be at least 1",
                "--users 4 --verify 1 | the edge list has only 3 users",
                "--users 3 --verify 4 | --verify must be from 0",
                "--posts -1 | --posts must not be negative",
                "--concurrency 0 | --concurrency must be",
                "--verify-concurrency 0 | --verify-concurrency must be",
                "--settle -1 | --settle must not be negative",
                "--timeout 0 | --timeout must be at least 1",
                "--retries 101 | --retries must be from 0 to 100",
                "--retrise 3 | Unknown option",
                "--url http://10.1.2.3:8080 | 10.1.2.3 is not this machine; add --allow-remote",
                "--url ftp://127.0.0.1 | --url must be http://host",
                "--url http://127.0.0.1/?a=b | --url must have no user",
                "--key k.pem | --issuer",
                "--key no.pem --issuer i --audience a | cannot read --key no.pem",
                "--json /no/such/folder/r.json | folder that does not exist",
            })
    void badUsageIsRefusedWithTheReason(String flags, String reason) {
        assertThat(run(Stream.concat(Stream.of("--edges", edges), Stream.of(flags.split(" ")))))
                .isEqualTo(64);
        assertThat(err.toString()).contains(reason, "--help");
    }

    @Test
    void missingEdgeListIsNamed() {
        assertThat(run(Stream.of("--edges", "none.tsv"))).isEqualTo(64);
        assertThat(err.toString()).contains("no such edge list: none.tsv");
    }

    @Test
    void edgesAreRequired() {
        assertThat(run(Stream.of())).isEqualTo(64);
        assertThat(err.toString()).contains("--edges");
    }

    @Test
    void malformedEdgeIsNamedByItsLine() throws IOException {
        Files.writeString(Path.of(edges), "# a comment\n1\t2\n2,3\n");

        assertThat(run(Stream.of("--edges", edges, "--users", "2", "--verify", "1")))
                .isEqualTo(64);
        assertThat(err.toString()).contains("line 3").contains("2,3");
    }

    @Test
    void remoteHostIsLoadedWhenAskedFor() {
        // A documentation address (RFC 5737) that nobody answers: the run fails, but not as bad usage.
        int exit = run(Stream.of(
                "--edges",
                edges,
                "--users",
                "2",
                "--verify",
                "1",
                "--retries",
                "0",
                "--timeout",
                "1",
                "--allow-remote",
                "--url",
                "http://192.0.2.1:8080"));

        assertThat(exit).isEqualTo(BenchCommand.FAILED);
        assertThat(err.toString()).contains("gave up after 1 attempts");
    }

    @Test
    void helpSaysWhereTheGraphComesFrom() {
        assertThat(run(Stream.of("--help"))).isZero();
        assertThat(out.toString())
                .contains("soc-Epinions1.txt.gz", "--verify-concurrency", "https://snap.stanford.edu");
    }

    private int run(Stream<String> args) {
        return new LoadCommand()
                .commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args.toArray(String[]::new));
    }
}
