package org.socialfeed.metrics;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.socialfeed.testing.LocalDynamoResource;

@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
class EventLoopDelayTest {
    /** Longer than a busy machine delays a loop by itself. */
    private static final long BLOCKED_MILLIS = 3_000;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Vertx vertx;

    @Inject
    @SuppressWarnings("NullAway.Init")
    MeterRegistry registry;

    @Test
    void aLoopThatIsBlockedIsSeenToBeLate() {
        Timer delay = registry.get("feed.event.loop.delay").timer();
        await().until(() -> delay.count() > 0);
        assertThat(delay.max(MILLISECONDS)).isLessThan(BLOCKED_MILLIS / 2);

        vertx.getOrCreateContext().runOnContext(ignored -> block());

        await().untilAsserted(() -> assertThat(delay.max(MILLISECONDS)).isGreaterThan(BLOCKED_MILLIS / 2));
    }

    private static void block() {
        try {
            Thread.sleep(BLOCKED_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
