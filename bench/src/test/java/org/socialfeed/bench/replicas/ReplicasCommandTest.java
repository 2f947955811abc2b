package org.socialfeed.bench.replicas;

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
class ReplicasCommandTest {
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
                "--connections 0 | --connections must be at least 1",
                "--report report.html | --report names a file that ends in .md",
                "--quik | Unknown option",
            })
    void badUsageIsRefusedWithTheReason(String flags, String reason) {
        assertThat(run(flags.split(" "))).isEqualTo(CommandLines.USAGE);
        assertThat(err.toString()).contains(reason, "--help");
    }

    @Test
    void checkoutThatIsNotBuiltIsNamed() {
        assertThat(run("--quick")).isEqualTo(ReplicasCommand.WRONG);
        assertThat(err.toString()).contains("build the service first");
    }

    private int run(String... args) {
        return ReplicasCommand.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
