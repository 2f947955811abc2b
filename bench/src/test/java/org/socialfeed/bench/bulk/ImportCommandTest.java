package org.socialfeed.bench.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socialfeed.bench.BenchCommand;
import org.socialfeed.bench.TestingCommand;

class ImportCommandTest {
    @RegisterExtension
    final TestingCommand command = new TestingCommand();

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
        assertThat(run(flags.split(" "))).isEqualTo(BenchCommand.USAGE);
        assertThat(command.said()).contains(reason, "--help");
    }

    @Test
    void checkoutThatIsNotBuiltIsNamed() {
        assertThat(run("--users", "100", "--edges", "500", "--famous", "50")).isEqualTo(ImportCommand.WRONG);
        assertThat(command.said()).contains("build the service first");
    }

    private int run(String... arguments) {
        return command.run(new ImportCommand(), arguments);
    }
}
