package org.socialfeed.bench.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socialfeed.bench.replicas.TestingTrial.Request;
import org.socialfeed.bench.result.Machine;
import org.socialfeed.bench.result.Requirement;
import org.socialfeed.bench.result.Results;

class FindingsTest {
    private static final OwnWrites.Seen SEEN = new OwnWrites.Seen(4, 12, 0);
    private static final Audit.Outcome RIGHT = new Audit.Outcome(2, 10, 0, 20, 0, 11, 0);
    private static final Request SERVED_AGAIN = new Request(TestingTrial.STRUCK, 6_000, 6_010, false);
    private static final Request LOST = new Request(TestingTrial.STRUCK, 990, 1_010, true);

    @Test
    void rightRunReachesEverything() {
        Trial kill = TestingTrial.of(List.of(TestingTrial.episode(Strike.KILLED, 143)), LOST, SERVED_AGAIN);

        assertThat(missed(findings(kill, SEEN, RIGHT))).isEmpty();
    }

    @Test
    void failureInARolloutIsOneTooMany() {
        Trial restart = TestingTrial.of(List.of(TestingTrial.episode(Strike.TERMINATED, 143)), LOST, SERVED_AGAIN);

        assertThat(missed(findings(restart, SEEN, RIGHT))).containsExactly("trial, failed requests");
    }

    @Test
    void killCostsAConnectionOneRequestAtMost() {
        Request[] requests = Collections.nCopies(3, LOST).toArray(new Request[4]);
        requests[3] = SERVED_AGAIN;
        Trial kill = TestingTrial.of(List.of(TestingTrial.episode(Strike.KILLED, 143)), requests);

        assertThat(missed(findings(kill, SEEN, RIGHT))).containsExactly("trial, failed requests");
    }

    @Test
    void replicaThatServesNothingAfterwardsIsNotBack() {
        Trial cut = TestingTrial.of(List.of(TestingTrial.episode(Strike.SILENT, 143)), LOST);

        assertThat(missed(findings(cut, SEEN, RIGHT))).containsExactly("trial, replicas back");
    }

    @ParameterizedTest
    @CsvSource({"0, true", "143, true", "137, false", "1, false"})
    void processEndsInOrder(int exitCode, boolean reached) {
        Trial restart = TestingTrial.of(List.of(TestingTrial.episode(Strike.TERMINATED, exitCode)), SERVED_AGAIN);

        assertThat(missed(findings(restart, SEEN, RIGHT)).isEmpty()).isEqualTo(reached);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 0, 'own writes, at once on every replica'",
        "0, 1, 0, 0, posts at the end",
        "0, 0, 1, 0, likes at the end",
        "0, 0, 0, 1, counts at the end",
    })
    void whatIsMissingIsTold(int unseen, int posts, int likes, int counts, String what) {
        Trial calm = TestingTrial.of(List.of(), SERVED_AGAIN);

        assertThat(missed(findings(
                        calm,
                        new OwnWrites.Seen(4, 12, unseen),
                        new Audit.Outcome(2, 10, posts, 20, likes, 11, counts))))
                .containsExactly(what);
    }

    @Test
    void jsonAndReportTellWhatAnEpisodeCost(@TempDir Path folder) throws IOException {
        Findings findings = findings(
                TestingTrial.of(List.of(TestingTrial.episode(Strike.KILLED, 143)), LOST, SERVED_AGAIN), SEEN, RIGHT);

        ObjectNode json = ReplicasJson.of(findings);
        Path report = folder.resolve("replicas.md");
        new ReplicasReport(findings).write(report);

        assertThat(json.at("/trials/0/episodes/0/failed").asInt()).isEqualTo(1);
        assertThat(json.at("/trials/0/episodes/0/down_s").asDouble()).isEqualTo(1.0);
        assertThat(json.at("/trials/0/episodes/0/up_s").asDouble()).isEqualTo(3.0);
        assertThat(json.at("/audit/repeated").asInt()).isEqualTo(2);
        assertThat(report).content().contains("| replica-1 | SIGKILL | 1.00 | 1.00 | 3.00 | 1 | 1 |");
        assertThat(Files.exists(folder.resolve("replicas/trial.svg"))).isTrue();
    }

    private static List<String> missed(Findings findings) {
        return findings.requirements().stream()
                .filter(requirement -> !requirement.reached())
                .map(Requirement::what)
                .toList();
    }

    /** With a load of two connections. */
    private static Findings findings(Trial trial, OwnWrites.Seen ownWrites, Audit.Outcome audit) {
        Results run = new Results(
                new Machine("a CPU", 2, 8_000, "Linux 6", "OpenJDK 17"),
                "0123abc",
                Instant.parse("2026-01-02T03:04:05Z"),
                Map.of(),
                List.of(),
                List.of());
        return new Findings(run, 2, List.of(trial), ownWrites, audit);
    }
}
