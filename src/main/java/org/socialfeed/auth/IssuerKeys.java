package org.socialfeed.auth;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jose4j.lang.UnresolvableKeyException;
import org.socialfeed.lifecycle.Serving;

/**
 * Whether this replica has read the keys that it is to verify tokens with. Without them it would refuse every token,
 * whoever signed it, and by itself the platform reads them no sooner than with the first token.
 */
@Singleton
public class IssuerKeys {
    /** Nobody's: to verify it reads the keys, and fails for its signature. */
    private static final String UNSIGNED = "eyJhbGciOiJSUzI1NiJ9.e30.AA";

    private static final Duration FIRST_TRY = Duration.ofSeconds(5);

    private final JWTParser verifier;
    private final boolean serving;
    private volatile CompletableFuture<?> attempt = CompletableFuture.completedFuture(null);
    private volatile Optional<String> reason = Optional.of("the keys of the token issuer have not been read yet");

    IssuerKeys(JWTParser verifier, Config config) {
        this.verifier = verifier;
        this.serving = Serving.by(config);
    }

    /** An issuer that is slow does not hold the start up for longer than this: the replica is unready then. */
    void start(@Observes StartupEvent started) {
        if (serving) {
            read();
            attempt.copy()
                    .completeOnTimeout(null, FIRST_TRY.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    /** Why tokens can't be verified; empty from when the keys were read. Each call until then has them read again. */
    public Optional<String> reason() {
        if (reason.isPresent()) {
            read();
        }
        return reason;
    }

    /** On a thread that may block, and one at a time: an issuer that does not answer holds each up. */
    private synchronized void read() {
        if (attempt.isDone()) {
            attempt = CompletableFuture.runAsync(this::tryToRead, Infrastructure.getDefaultExecutor());
        }
    }

    private void tryToRead() {
        try {
            verifier.parse(UNSIGNED);
            reason = Optional.empty();
        } catch (ParseException expected) {
            reason = unread(expected).map(unread -> unread.getMessage() + ": " + unread.getCause());
        }
    }

    /** What keeps the platform from reading the keys, if that is why it could not verify a token. */
    static Optional<Throwable> unread(Throwable failure) {
        // Without a cause the keys are there, and the token names another one.
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(link -> link instanceof UnresolvableKeyException && link.getCause() != null)
                .findFirst();
    }
}
