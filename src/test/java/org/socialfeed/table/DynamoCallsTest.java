package org.socialfeed.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socialfeed.problem.Problem;
import org.socialfeed.problem.ProblemKind;
import org.socialfeed.table.DynamoCalls.Request;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** What a single call comes to, without a store. */
class DynamoCallsTest {
    private final AtomicInteger sent = new AtomicInteger();

    @Test
    void aRequestThatHasUsedUpItsTimeMakesNoMoreCalls() {
        assertThatThrownBy(() -> call(Duration.ofNanos(-1)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.UNAVAILABLE));
        assertThat(sent).hasValue(0);
        assertThat(call(Duration.ofMinutes(1))).isEqualTo("answer");
        assertThat(sent).hasValue(1);
    }

    /** The conflict of a second attempt says nothing of the first one, whose reply was lost. */
    @Test
    void aConflictAfterALostReplyIsUnknown() {
        TransactionConflictException conflict =
                TransactionConflictException.builder().build();
        assertThat(StoreFailure.translate(conflict, true)).isSameAs(conflict);
        conflict.addSuppressed(new AttemptHistory.Unanswered());
        assertThat(StoreFailure.translate(conflict, true))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.OUTCOME_UNKNOWN));
    }

    /** On demand a table says ThrottlingError, a provisioned one the other; neither says which by the exception. */
    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingError", "ProvisionedThroughputExceeded"})
    void aTransactionThatIsCancelledByThrottlingIsThrottledThoughAnotherItemHadAConflict(String code) {
        Throwable both = cancelled("None", "TransactionConflict", code);
        assertThat(StoreFailure.isThrottled(both)).isTrue();
        assertThat(StoreFailure.isConflict(both)).isFalse();
        assertThat(StoreFailure.isLost(both)).isTrue();
        assertThat(StoreFailure.isContention(both)).isTrue();
        assertThat(Outcome.of(both)).isEqualTo(Outcome.THROTTLED);
    }

    @Test
    void aTransactionThatLostToAnotherOneIsAConflict() {
        Throwable lost = cancelled("None", "TransactionConflict");
        assertThat(StoreFailure.isThrottled(lost)).isFalse();
        assertThat(StoreFailure.isConflict(lost)).isTrue();
        assertThat(StoreFailure.isLost(lost)).isTrue();
        assertThat(Outcome.of(lost)).isEqualTo(Outcome.CONFLICT);
    }

    @Test
    void aTransactionWhoseConditionDoesNotHoldIsNeither() {
        Throwable refused = cancelled("None", "ConditionalCheckFailed");
        assertThat(StoreFailure.isThrottled(refused)).isFalse();
        assertThat(StoreFailure.isLost(refused)).isFalse();
        assertThat(StoreFailure.isContention(refused)).isFalse();
        assertThat(Outcome.of(refused)).isEqualTo(Outcome.REFUSED);
    }

    private static Throwable cancelled(String... codes) {
        return TransactionCanceledException.builder()
                .cancellationReasons(Stream.of(codes)
                        .map(code -> CancellationReason.builder().code(code).build())
                        .toList())
                .build();
    }

    private String call(Duration allowed) {
        DynamoCalls calls = new DynamoCalls(new SimpleMeterRegistry());
        return calls.send(new Request(Optional.of(new RequestCost(allowed, Optional.empty()))), Operation.QUERY, () -> {
                    sent.incrementAndGet();
                    return CompletableFuture.completedFuture("answer");
                })
                .await()
                .indefinitely();
    }
}
