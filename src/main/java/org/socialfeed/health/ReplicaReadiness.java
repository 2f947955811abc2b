package org.socialfeed.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.socialfeed.auth.IssuerKeys;
import org.socialfeed.table.FeedTable;

/**
 * Ready once the table is verified and the token issuer's keys are read, and while the store answers a read of one key in
 * time. Costs ½ read unit a probe.
 */
@Readiness
@Singleton
class ReplicaReadiness implements AsyncHealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(ReplicaReadiness.class);

    private final TableVerification verification;
    private final IssuerKeys keys;
    private final FeedTable table;
    private final AtomicBoolean ready = new AtomicBoolean(true);

    ReplicaReadiness(TableVerification verification, IssuerKeys keys, FeedTable table, MeterRegistry registry) {
        this.verification = verification;
        this.keys = keys;
        this.table = table;
        Gauge.builder("feed.ready", ready, was -> was.get() ? 1 : 0)
                .description("1 if the last probe found this replica ready, else 0")
                .register(registry);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return verification
                .reason()
                .map(reason -> down("store", reason))
                .or(() -> keys.reason().map(reason -> down("issuer", reason)))
                .map(down -> Uni.createFrom().item(down))
                .orElseGet(this::probe)
                .invoke(this::logChange);
    }

    /** A line at the beginning and at the end of an outage, not one a probe. */
    private void logChange(HealthCheckResponse response) {
        boolean up = response.getStatus() == HealthCheckResponse.Status.UP;
        if (ready.getAndSet(up) != up) {
            if (up) {
                LOG.info("Ready again");
            } else {
                LOG.warnf("Not ready: %s", response.getData().map(Map::toString).orElse("for no reason given"));
            }
        }
    }

    private Uni<HealthCheckResponse> probe() {
        return table.ping()
                .map(answered -> HealthCheckResponse.up("store"))
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(() -> down("store", "the store did not answer within " + PATIENCE.toSeconds() + " s"))
                .onFailure()
                .recoverWithItem(failure -> down("store", "the store does not answer"));
    }

    private static HealthCheckResponse down(String name, String reason) {
        return HealthCheckResponse.named(name).down().withData("reason", reason).build();
    }
}
