package org.socialfeed.health;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.socialfeed.lifecycle.Serving;
import org.socialfeed.table.TableInspection;
import org.socialfeed.table.TableSettings;

/**
 * Verifies the table at start. A table that does not fit ends the process with a message that says what differs, for no
 * request could be served rightly. A store that does not answer does not: the service starts unready and tries again. An
 * operator's task is not verified at its start, but asks for it when it knows what it is to do.
 */
@Singleton
public class TableVerification {
    private static final Logger LOG = Logger.getLogger(TableVerification.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration FIRST_TRY = Duration.ofSeconds(20);
    private static final int EARLY = 1;

    private final TableInspection table;
    private final TableSettings settings;
    private final boolean serving;
    private volatile Optional<String> reason = Optional.of("the table has not been verified yet");
    private @Nullable Cancellable retries;

    TableVerification(TableInspection table, TableSettings settings, Config config) {
        this.table = table;
        this.settings = settings;
        this.serving = Serving.by(config);
    }

    /** Why the table can't be relied on yet; empty once it has been verified. */
    Optional<String> reason() {
        return reason;
    }

    /** Fails with {@link UnfitTable} if the table does not fit, and as a call does if the store can't be asked. */
    public Uni<Void> demand() {
        return table.differences()
                .invoke(differences -> {
                    if (!differences.isEmpty()) {
                        throw new UnfitTable(settings.name(), differences);
                    }
                })
                .replaceWithVoid();
    }

    void start(@Observes @Priority(EARLY) StartupEvent started) {
        if (serving) {
            verifyUntilDone();
        }
    }

    private void verifyUntilDone() {
        firstTry();
        if (reason.isPresent()) {
            LOG.warnf("The service starts unready, for %s; trying again every %s", reason.get(), PAUSE);
            retries = verify().onItem()
                    .delayIt()
                    .by(PAUSE)
                    .repeat()
                    .until(verified -> verified)
                    .collect()
                    .last()
                    .subscribe()
                    .with(done -> LOG.info("The table is verified now"), this::end);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (retries != null) {
            retries.cancel();
        }
    }

    /** Ends the start with one line rather than a stack trace, for it is the table that has to change. */
    private void firstTry() {
        try {
            verify().ifNoItem().after(FIRST_TRY).recoverWithItem(false).await().indefinitely();
        } catch (UnfitTable unfit) {
            LOG.fatal(unfit.getMessage());
            throw new ConfigurationException("The table does not fit; the log tells why");
        }
    }

    /** Fails if the table does not fit; an unreachable store only leaves its reason. */
    private Uni<Boolean> verify() {
        return demand().invoke(() -> reason = Optional.empty())
                .onFailure(failure -> !(failure instanceof UnfitTable))
                .invoke(failure -> reason = Optional.of(describe(failure)))
                .onFailure(failure -> !(failure instanceof UnfitTable))
                .recoverWithNull()
                .map(done -> reason.isEmpty());
    }

    private void end(Throwable failure) {
        LOG.fatal(failure.getMessage());
        Quarkus.asyncExit(1);
    }

    private static String describe(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return "the store does not answer: " + cause.getMessage();
    }

    /** Tells the operator how the table differs from what the service needs. */
    public static final class UnfitTable extends RuntimeException {
        UnfitTable(String table, List<String> differences) {
            super("The table " + table + " does not fit: " + String.join("; ", differences), null, false, false);
        }
    }
}
