package org.socialfeed.bench.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socialfeed.bench.BenchCommand;
import org.socialfeed.bench.TestingCommand;

class ReplicasCommandTest {
    @RegisterExtension
    final TestingCommand command = new TestingCommand();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--connections 0 | --connections must be at least 1",
                "--report report.html | --report names a file that ends in .md",
                "--quik | Unknown option",
            })
    void badUsageIsRefusedWithTheReason(String flags, String reason) {
        assertThat(run(flags.split(" "))).isEqualTo(BenchCommand.USAGE);
        assertThat(command.said()).contains(reason, "--help");
    }

    @Test
    void checkoutThatIsNotBuiltIsNamed() {
        assertThat(run("--quick")).isEqualTo(ReplicasCommand.WRONG);
        assertThat(command.said()).contains("build the service first");
    }

    private int run(String... arguments) {
        return command.run(new ReplicasCommand(), arguments);
    }
}
