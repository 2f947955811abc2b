package org.socialfeed.table;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends a write again that lost to another transaction, or a transaction that was throttled, with jittered back-off from
 * 20 ms to half a second, and gives up after so many times: then the call fails as throttled. The SDK retries neither.
 */
final class Contention {
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(20);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMillis(500);
    private static final double JITTER = 0.9;

    private final DynamoCalls calls;
    private final int mostRetries;

    Contention(DynamoCalls calls, int mostRetries) {
        this.calls = calls;
        this.mostRetries = mostRetries;
    }

    <T> Uni<T> retrying(Operation operation, Uni<T> attempt) {
        return Uni.createFrom().deferred(() -> {
            // Each attempt is a call of the SDK's, and knows nothing of the ones before.
            AtomicBoolean unanswered = new AtomicBoolean();
            return attempt.onFailure(StoreFailure::isLost)
                    .invoke(failure -> {
                        calls.retried(operation, cause(failure));
                        if (StoreFailure.unanswered(failure)) {
                            unanswered.set(true);
                        }
                    })
                    .onFailure(StoreFailure::isLost)
                    .retry()
                    .withBackOff(FIRST_BACK_OFF, LONGEST_BACK_OFF)
                    .withJitter(JITTER)
                    .atMost(mostRetries)
                    .onFailure(failure -> StoreFailure.isLost(failure) || failure instanceof StoreFailure)
                    .transform(failure -> ended(failure, unanswered.get()));
        });
    }

    private static RetryCause cause(Throwable lost) {
        return StoreFailure.isThrottled(lost) ? RetryCause.THROTTLED : RetryCause.CONFLICT;
    }

    private static StoreFailure ended(Throwable failure, boolean unanswered) {
        if (failure instanceof StoreFailure translated) {
            return unanswered ? StoreFailure.outcomeUnknown(causeOf(translated)) : translated;
        }
        return unanswered ? StoreFailure.outcomeUnknown(failure) : StoreFailure.throttled(failure);
    }

    private static Throwable causeOf(StoreFailure failure) {
        return failure.getCause() == null ? failure : failure.getCause();
    }
}
