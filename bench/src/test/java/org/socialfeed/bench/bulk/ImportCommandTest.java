package org.socialfeed.bench.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socialfeed.bench.CommandLines;

/** None of these runs may start anything: the root that they are given holds no build. */
class ImportCommandTest {
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @BeforeEach
    void useAnEmptyRoot() {
        System.setProperty("bench.root", folder.toString());
    }

    @AfterEach
    void forgetTheRoot() {
        System.clearProperty("bench.root");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--users 2 | --users must be at least 3",
                "--users 100 --famous 100 | --famous must be less than --users",
                "--edges 100 | --edges must not be less than --famous",
                "--users 100 --famous 50 --edges 1200 | --edges are too many for --users",
                "--posts -1 | --posts must not be negative",
                "--sample -1 | --sample must not be negative",
                "--kil | Unknown option",
            })
    void badUsageIsRefusedWithTheReason(String flags, String reason) {
        assertThat(run(flags.split(" "))).isEqualTo(CommandLines.USAGE);
        assertThat(err.toString()).contains(reason, "--help");
    }

    @Test
    void checkoutThatIsNotBuiltIsNamed() {
        assertThat(run("--users", "100", "--edges", "500", "--famous", "50")).isEqualTo(ImportCommand.WRONG);
        assertThat(err.toString()).contains("build the service first");
    }

    private int run(String... args) {
        return ImportCommand.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
