package org.socialfeed.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code k8s/task} asks of a cluster, and what it makes of the answers. */
class TaskScriptTest {
    /**
     * Notes how it is called, and answers what kubectl would. The environment tells the states of the Job, of which each look
     * at it takes one and the last one stays, and which call fails.
     */
    private static final String KUBECTL = """
            #!/bin/sh
            echo "$*" >> "$CALLS"
            case "$*" in
              *"${REFUSED:-nothing}"*) echo "kubectl: refused" >&2; exit 1 ;;
              *" create job "*) echo "kind: Job" ;;
              "patch "*) sed 's/^/patched /' ;;
              *" create "*) cat >> "$CALLS"; echo "job.batch/social-feed-task created" ;;
              *" logs "*) echo "what the task prints" ;;
              *" get job/"*)
                looks=$(grep -c " get job/" "$CALLS")
                set -- $STATES
                while [ "$looks" -gt 1 ] && [ $# -gt 1 ]; do shift; looks=$((looks - 1)); done
                printf %s "$1"
                ;;
              *" get pods "*) printf %s "$EXIT_CODE" ;;
            esac
            """;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "1// 0/1/, '', 0",
        "1// 1// 0//1, 1, 1",
        "// 0// 1// 0//1, 4, 4",
        "//1, 137, 137", // Never seen to run.
        "/1/, '', 0",
        "1// 0//1, '', 3",
        "1// 0//1, 0, 3",
    })
    void itEndsAsTheTaskDoesAndPrintsWhatThatPrints(String states, String exitCode, int expected)
            throws IOException, InterruptedException {
        Process task = task(Map.of("STATES", states, "EXIT_CODE", exitCode), "recount", "--user", "alice");
        assertThat(printed(task)).isEqualTo("what the task prints\n");
        assertThat(task.waitFor()).isEqualTo(expected);
        assertThat(Files.readAllLines(folder.resolve("calls")))
                .anySatisfy(call -> assertThat(call).contains("\"value\": [\"recount\", \"--user\", \"alice\"]"))
                .contains("patched kind: Job");
    }

    /** Else kubectl's own 1 would be taken for a count that is wrong. */
    @ParameterizedTest
    @CsvSource({
        "' create job ', no Job can be made",
        "'patch --local', is not that of k8s/base",
        "' create --filename', was not created",
        "' get job/', how it ends is not known",
        "' logs ', can't be read",
        "' get pods ', left no exit code",
    })
    void whatTheClusterRefusesEndsItWithTheCodeOfAFailureAndAReason(String refused, String reason)
            throws IOException, InterruptedException {
        Process task = task(Map.of("STATES", "1// 0//1", "EXIT_CODE", "1", "REFUSED", refused), "hot", "list");
        assertThat(complaints(task)).contains("kubectl: refused").last(STRING).contains("k8s/task: ", reason);
        assertThat(task.waitFor()).isEqualTo(3);
    }

    @Test
    void aPodThatDoesNotStartIsNotWaitedForForEver() throws IOException, InterruptedException {
        Process task = task(Map.of("STATES", "0//", "START_SECONDS", "2"), "hot", "list");
        assertThat(complaints(task)).last(STRING).contains("has not started within 2 s");
        assertThat(task.waitFor()).isEqualTo(3);
        assertThat(Files.readString(folder.resolve("calls"))).doesNotContain(" logs ");
    }

    @Test
    void whatCouldBeMoreThanAnArgumentIsRefused() throws IOException, InterruptedException {
        assertThat(task(Map.of(), "recount", "--user", "alice\"]").waitFor()).isEqualTo(2);
        assertThat(task(Map.of()).waitFor()).isEqualTo(2);
        assertThat(folder.resolve("calls")).doesNotExist();
    }

    private static String printed(Process task) throws IOException {
        return new String(task.getInputStream().readAllBytes(), UTF_8);
    }

    private static List<String> complaints(Process task) throws IOException {
        return new String(task.getErrorStream().readAllBytes(), UTF_8).lines().toList();
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
        Process task = builder.start();
        // One that looks for ever must not keep the build.
        CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES).execute(task::destroyForcibly);
        return task;
    }
}
