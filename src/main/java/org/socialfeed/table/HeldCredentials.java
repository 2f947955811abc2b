package org.socialfeed.table;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/**
 * Credentials for AWS that no event loop waits for. The SDK asks for them before each call, in the thread of the caller, and
 * waits until it has them; those of a pod come by HTTP from the node's agent or from STS, and either may hang.
 *
 * <p>They are fetched by a worker, and given from memory until they expire. While there are none, calls fail at once. The
 * source renews them in good time by itself, if only it is asked now and then.
 */
@RegisterForReflection(
        classNames = "software.amazon.awssdk.services.sts.internal.StsWebIdentityCredentialsProviderFactory")
final class HeldCredentials implements IdentityProvider<AwsCredentialsIdentity> {
    private static final Logger LOG = Logger.getLogger(HeldCredentials.class);
    private static final Duration ASKED_EVERY = Duration.ofMinutes(1);
    private static final Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(2);

    private final IdentityProvider<? extends AwsCredentialsIdentity> source;
    private final Executor workers;
    private final Clock clock;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Held held = new Held(none("they have not come yet", null), Instant.MAX, Instant.MIN);

    HeldCredentials(IdentityProvider<? extends AwsCredentialsIdentity> source, Executor workers, Clock clock) {
        this.source = source;
        this.workers = workers;
        this.clock = clock;
    }

    /**
     * @param answer to who asks, always complete
     * @param end of its validity
     * @param next time to ask the source
     */
    private record Held(CompletableFuture<AwsCredentialsIdentity> answer, Instant end, Instant next) {}

    /** Waits for the first ones, but no longer than this; for the start, where a thread may wait. */
    HeldCredentials await(Duration patience) {
        CompletableFuture.runAsync(this::ask, workers)
                .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        return this;
    }

    @Override
    public Class<AwsCredentialsIdentity> identityType() {
        return AwsCredentialsIdentity.class;
    }

    @Override
    public CompletableFuture<? extends AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
        Instant now = clock.instant();
        Held seen = held;
        if (!now.isBefore(seen.next()) && asking.compareAndSet(false, true)) {
            workers.execute(this::ask);
        }
        return now.isBefore(seen.end()) ? seen.answer() : none("they have expired", null);
    }

    private void ask() {
        try {
            AwsCredentialsIdentity identity = source.resolveIdentity().join();
            held = new Held(
                    CompletableFuture.completedFuture(identity),
                    identity.expirationTime().orElse(Instant.MAX),
                    clock.instant().plus(ASKED_EVERY));
        } catch (RuntimeException e) {
            held = without(
                    held, clock.instant(), e instanceof CompletionException && e.getCause() != null ? e.getCause() : e);
        } finally {
            asking.set(false);
        }
    }

    /** Those at hand serve to their end. */
    private static Held without(Held held, Instant now, Throwable failure) {
        if (held.answer().isCompletedExceptionally() || !now.isBefore(held.end())) {
            return new Held(none(failure.getMessage(), failure), Instant.MAX, now.plus(ASKED_AGAIN_AFTER));
        }
        LOG.warnf("Credentials for AWS could not be renewed; those at hand serve until %s: %s", held.end(), failure);
        Instant next = now.plus(ASKED_EVERY);
        return new Held(held.answer(), held.end(), next.isBefore(held.end()) ? next : held.end());
    }

    private static CompletableFuture<AwsCredentialsIdentity> none(@Nullable String reason, @Nullable Throwable cause) {
        return CompletableFuture.failedFuture(
                SdkClientException.create("There are no credentials for AWS: " + reason, cause));
    }
}
