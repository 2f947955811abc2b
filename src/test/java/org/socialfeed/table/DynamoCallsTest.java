package org.socialfeed.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.socialfeed.problem.Problem;
import org.socialfeed.problem.ProblemKind;
import org.socialfeed.table.DynamoCalls.Request;
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
