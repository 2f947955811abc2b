package org.socialfeed.bench.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.socialfeed.bench.drive.NanoClock;
import org.socialfeed.bench.replicas.ProxyLog.State;

@Timeout(30)
class ProxyLogTest {
    private static final Duration PATIENCE = Duration.ofMillis(50);
    private static final String DOWN =
            "Server replicas/replica-1 is DOWN, reason: Layer7 wrong status, code: 503, info:"
                    + " \"Service Unavailable\", check duration: 2ms. 2 active and 0 backup servers left. 0 sessions active,"
                    + " 0 requeued, 0 remaining in queue.";
    private static final String UP = "Server replicas/replica-1 is UP, reason: Layer7 check passed, code: 200, check"
            + " duration: 3ms. 3 active and 0 backup servers online. 0 sessions requeued, 0 total in queue.";

    private final ProxyLog log = new ProxyLog(NanoClock.SYSTEM);

    @Test
    void eachRequestHasTheReplicaThatItWasGivenToLast() throws InterruptedException {
        log.accept("request load-1 server replica-1 status 200 retries 0 state ----");
        log.accept("request load-2 server replica-2 status 200 retries +1 state ----");
        log.accept("request load-3 server replica-1 status -1 retries 0 state SH--");
        log.accept("request load-4 server <NOSRV> status 503 retries 0 state SC--");

        assertThat(log.serversOf(List.of("load-1", "load-2", "load-3", "load-4")))
                .containsEntry("load-1", "replica-1")
                .containsEntry("load-2", "replica-2")
                .containsEntry("load-3", "replica-1")
                .containsEntry("load-4", "<NOSRV>");
    }

    @Test
    void changeOfRotationIsFoundFromTheGivenTimeOn() throws InterruptedException {
        log.accept(DOWN);
        log.accept(UP);
        long between = System.nanoTime();
        log.accept("[WARNING]  (6694) : " + DOWN);
        assertThatThrownBy(() -> log.await("replica-1", State.DOWN, between, PATIENCE))
                .isInstanceOf(TrialFailedException.class)
                .hasMessageContaining("replica-1 was not DOWN");

        log.accept(DOWN);

        assertThat(log.await("replica-1", State.DOWN, between, PATIENCE)).isGreaterThanOrEqualTo(between);
        assertThatThrownBy(() -> log.await("replica-1", State.UP, between, PATIENCE))
                .isInstanceOf(TrialFailedException.class);
        assertThatThrownBy(() -> log.await("replica-2", State.DOWN, 0, PATIENCE))
                .isInstanceOf(TrialFailedException.class);
    }
}
