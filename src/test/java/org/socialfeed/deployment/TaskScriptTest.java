package org.socialfeed.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code k8s/task} asks of a cluster, and what it makes of the answers. */
class TaskScriptTest {
    /** Notes how it is called, and answers what kubectl would of a Job whose end the environment tells. */
    private static final String KUBECTL = """
            #!/bin/sh
            echo "$*" >> "$CALLS"
            case "$*" in
              *" create job "*) echo "kind: Job" ;;
              "patch "*) cat >/dev/null; echo "patched: Job" ;;
              *" create "*) cat >> "$CALLS"; echo "job.batch/social-feed-task created" ;;
              *" logs "*) echo "what the task prints" ;;
              *" get job/"*) printf %s "$STATUS" ;;
              *" get pods "*) printf %s "$EXIT_CODE" ;;
            esac
            """;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"1/, '', 0", "/1, 1, 1", "/1, 4, 4", "/1, '', 3"})
    void itEndsAsTheTaskDoesAndPrintsWhatThatPrints(String status, String exitCode, int expected)
            throws IOException, InterruptedException {
        Process task = task(Map.of("STATUS", status, "EXIT_CODE", exitCode), "recount", "--user", "alice");
        assertThat(new String(task.getInputStream().readAllBytes(), UTF_8)).isEqualTo("what the task prints\n");
        assertThat(task.waitFor()).isEqualTo(expected);
        assertThat(Files.readAllLines(folder.resolve("calls")))
                .anySatisfy(call -> assertThat(call).contains("\"value\": [\"recount\", \"--user\", \"alice\"]"))
                .contains("patched: Job");
    }

    @Test
    void whatCouldBeMoreThanAnArgumentIsRefused() throws IOException, InterruptedException {
        assertThat(task(Map.of(), "recount", "--user", "alice\"]").waitFor()).isEqualTo(2);
        assertThat(task(Map.of()).waitFor()).isEqualTo(2);
        assertThat(folder.resolve("calls")).doesNotExist();
    }

    private Process task(Map<String, String> answers, String... arguments) throws IOException {
        Path kubectl = Files.writeString(folder.resolve("kubectl"), KUBECTL);
        Files.setPosixFilePermissions(kubectl, PosixFilePermissions.fromString("rwx------"));
        List<String> command = new ArrayList<>(List.of("k8s/task"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().merge("PATH", "", (path, none) -> folder + ":" + path);
        builder.environment().put("CALLS", folder.resolve("calls").toString());
        builder.environment().putAll(answers);
        return builder.start();
    }
}
