package org.socialfeed.bench.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socialfeed.bench.replicas.TestingTrial.Request;

class TrialTest {

    @ParameterizedTest
    @CsvSource({
        // in flight at the strike, or sent before the replica was gone
        "KILLED, replica-1, 900, 1001, true",
        "KILLED, replica-1, 1400, 1600, true",
        "KILLED, replica-1, 1590, 1700, true", // the proxy had not yet heard of it
        "KILLED, replica-1, 1601, 1700, false",
        "KILLED, replica-1, 900, 999, false",
        "KILLED, replica-2, 900, 1001, false",
        // sent before the replica was out of rotation
        "SILENT, replica-1, 900, 9000, true",
        "SILENT, replica-1, 1500, 9000, true",
        "SILENT, replica-1, 1501, 9000, false",
        "SILENT, replica-2, 900, 9000, false",
        "REFUSED, replica-1, 1500, 1600, true",
        "REFUSED, replica-1, 1501, 1600, false",
        // a rollout costs nothing
        "TERMINATED, replica-1, 900, 1001, false",
    })
    void failureIsExcusedByWhatHadItAndWhen(Strike strike, String server, long begun, long ended, boolean excused) {
        Episode episode = TestingTrial.episode(strike, 0);
        Trial trial = TestingTrial.of(List.of(episode), new Request(server, begun, ended, true));

        assertThat(trial.failed()).hasSize(1);
        assertThat(trial.unexcused()).hasSize(excused ? 0 : 1);
        assertThat(trial.cost(episode)).hasSize(excused ? 1 : 0);
    }

    /** Otherwise whatever the log does not know would be forgiven. */
    @Test
    void failureThatTheProxyDoesNotKnowIsNotExcused() {
        Trial known = TestingTrial.of(
                List.of(TestingTrial.episode(Strike.KILLED, 0)), new Request(TestingTrial.STRUCK, 900, 1_001, true));
        Trial unknown = new Trial("trial", 0, known.figures(), known.attempts(), Map.of(), known.episodes());

        assertThat(known.unexcused()).isEmpty();
        assertThat(unknown.unexcused()).hasSize(1);
    }

    @Test
    void whatTheReplicaHadAndWhatItServedAgainAreCounted() {
        Episode episode = TestingTrial.episode(Strike.KILLED, 0);
        Trial trial = TestingTrial.of(
                List.of(episode),
                new Request(TestingTrial.STRUCK, 900, 1_001, true),
                new Request(TestingTrial.STRUCK, 950, 1_000, false),
                new Request(TestingTrial.STRUCK, 900, 999, false),
                new Request(TestingTrial.OTHER, 900, 1_001, false),
                new Request(TestingTrial.STRUCK, 6_000, 6_001, false),
                new Request(TestingTrial.STRUCK, 6_000, 6_001, true),
                new Request(TestingTrial.OTHER, 6_000, 6_001, false));

        assertThat(trial.exposed(episode)).isEqualTo(2);
        assertThat(trial.servedAgain(episode)).isEqualTo(1);
        assertThat(trial.lastFailure(episode)).isEqualTo(0.001);
    }
}
