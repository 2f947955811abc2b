package org.socialfeed.table;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;

/**
 * The SDK's retry strategy, which counts failed attempts, {@code feed.dynamodb.attempts.failed}, and also remembers over the attempts of one call whether any was sent and not answered.
 *
 * <p>The last failure alone does not tell: a refused connection after a time-out may follow a write that happened. The
 * failure that ends such a call carries {@link Unanswered} as suppressed.
 */
final class AttemptHistory implements RetryStrategy {
    private final RetryStrategy strategy;
    private final Counter throttled;
    private final Counter unanswered;
    private final Counter unsent;

    AttemptHistory(RetryStrategy strategy, MeterRegistry registry) {
        this.strategy = strategy;
        this.throttled = failed("throttled", registry);
        this.unanswered = failed("unanswered", registry);
        this.unsent = failed("unsent", registry);
    }

    /** Not by operation: the SDK tells its strategy the failure, and not of what. */
    private static Counter failed(String cause, MeterRegistry registry) {
        return Counter.builder("feed.dynamodb.attempts.failed")
                .description(
                        "Attempts of calls to DynamoDB that failed, those included after which another one succeeded")
                .tag("cause", cause)
                .register(registry);
    }

    /** Marks a failed call of which at least one attempt may have taken effect. */
    static final class Unanswered extends Exception {
        Unanswered() {
            super("an attempt was sent and not answered", null, false, false);
        }
    }

    private record Token(RetryToken inner, boolean unanswered) implements RetryToken {}

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        AcquireInitialTokenResponse response = strategy.acquireInitialToken(request);
        return AcquireInitialTokenResponse.create(new Token(response.token(), false), response.delay());
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        count(request.failure());
        Token token = (Token) request.token();
        boolean unanswered = token.unanswered() || mayHaveHappened(request.failure());
        try {
            RefreshRetryTokenResponse response = strategy.refreshRetryToken(RefreshRetryTokenRequest.builder()
                    .token(token.inner())
                    .failure(request.failure())
                    .suggestedDelay(request.suggestedDelay().orElse(Duration.ZERO))
                    .build());
            return RefreshRetryTokenResponse.create(new Token(response.token(), unanswered), response.delay());
        } catch (RuntimeException lastAttempt) {
            if (unanswered) {
                request.failure().addSuppressed(new Unanswered());
            }
            throw lastAttempt;
        }
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        RecordSuccessResponse response =
                strategy.recordSuccess(RecordSuccessRequest.create(((Token) request.token()).inner()));
        return RecordSuccessResponse.create(new Token(response.token(), false));
    }

    @Override
    public int maxAttempts() {
        return strategy.maxAttempts();
    }

    @Override
    public boolean useClientDefaults() {
        return false;
    }

    @Override
    public Builder<?, ?> toBuilder() {
        return strategy.toBuilder();
    }

    /** Not what the store refuses for its content: a condition that does not hold is no failure. */
    private void count(Throwable failure) {
        if (StoreFailure.isThrottled(failure)) {
            throttled.increment();
        } else if (mayHaveHappened(failure)) {
            unanswered.increment();
        } else if (neverSent(failure)) {
            unsent.increment();
        }
    }

    private static boolean mayHaveHappened(Throwable failure) {
        if (failure instanceof SdkServiceException answered) {
            return answered.statusCode() >= 500;
        }
        return !neverSent(failure);
    }

    /** No connection was made or had from the pool, so no byte of the request has left. */
    private static boolean neverSent(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = Optional.ofNullable(cause.getMessage()).orElse("");
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException
                    || message.contains("Acquire operation took longer")
                    || message.contains("outstanding acquire operations")
                    || message.contains("Maximum pending connection acquisitions")) {
                return true;
            }
        }
        return false;
    }
}
