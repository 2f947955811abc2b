package org.socialfeed.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socialfeed.bench.BenchCommand;
import org.socialfeed.bench.TestingCommand;

class RunCommandTest {
    @RegisterExtension
    final TestingCommand command = new TestingCommand();

    @BeforeEach
    void giveThemFiles() throws IOException {
        Files.writeString(command.folder().resolve("follows.tsv"), "alice\tbob\nbob\tcarol\n");
        Files.writeString(command.folder().resolve("posts.tsv"), "dave\t1\thello\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--quick --users 5 | --quick has data and sizes of its own",
                "--users 1 | --users must be at least 2",
                "--seconds 0 | --seconds must be at least 1",
                "--limits 0 | --limits must be above 0",
                "--limits --users 5 | --limits has data of its own",
                "--limits --quick | --limits has data of its own",
                "--limits --direct | --limits has data of its own",
                "--limits --seconds 10 | --limits needs --seconds above 10",
                "--limits --report report.html | --report names a file that ends in .md",
                "--post-count 0 | --post-count must be at least 1",
                "--posts posts.tsv | --posts needs --follows",
                "--follows none.tsv | no such edge list",
                "--follows {folder}/follows.tsv --users 4 | the edge list has only 3 users",
                "--follows {folder}/follows.tsv --users 3 --posts {folder}/posts.tsv | none of the users that were chosen",
                "--follows {folder}/posts.tsv --users 2 | posts.tsv, line 1: expected follower",
                "--report report.html | --report names a file that ends in .md",
                "--quik | Unknown option",
            })
    void badUsageIsRefusedWithTheReason(String flags, String reason) {
        assertThat(run(flags.replace("{folder}", command.folder().toString()).split(" ")))
                .isEqualTo(BenchCommand.USAGE);
        assertThat(command.said()).contains(reason, "--help");
    }

    @Test
    void checkoutThatIsNotBuiltIsNamed() {
        assertThat(run("--limits")).isEqualTo(BenchCommand.FAILED);
        assertThat(run("--quick")).isEqualTo(BenchCommand.FAILED);
        assertThat(command.said()).contains("build the service first");
    }

    private int run(String... arguments) {
        return command.run(new RunCommand(), arguments);
    }
}
