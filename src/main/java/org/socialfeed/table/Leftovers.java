package org.socialfeed.table;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/**
 * Asks for what a batch left unprocessed again, after a jittered pause that doubles from 25 ms to 5 s, and gives up after
 * so many rounds: then DynamoDB makes no progress, and the call fails as throttled.
 */
final class Leftovers {
    private static final long FIRST_PAUSE_MILLIS = 25;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final DynamoCalls calls;
    private final Operation operation;
    private final int mostRounds;

    Leftovers(DynamoCalls calls, Operation operation, int mostRounds) {
        this.calls = calls;
        this.operation = operation;
        this.mostRounds = mostRounds;
    }

    /**
     * Goes on after a pause.
     *
     * @param round how often something was left over before, from 0
     */
    <T> Uni<T> again(int round, Supplier<Uni<T>> next) {
        calls.retried(operation, RetryCause.UNPROCESSED);
        if (round == mostRounds) {
            return Uni.createFrom()
                    .failure(StoreFailure.throttled(ProvisionedThroughputExceededException.builder()
                            .message("DynamoDB left a part of " + operation.label() + " unprocessed " + mostRounds
                                    + " times")
                            .build()));
        }
        return Uni.createFrom().voidItem().onItem().delayIt().by(pause(round)).flatMap(ignored -> next.get());
    }

    private static Duration pause(int round) {
        long most = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << round);
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, most));
    }
}
