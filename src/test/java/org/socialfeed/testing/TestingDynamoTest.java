package org.socialfeed.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.socialfeed.testing.TestingDynamo.op;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** Each verdict as the SDK's client sees it, before a real DynamoDB Local. */
class TestingDynamoTest {
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    @RegisterExtension
    static final Things things = new Things();

    private final TestingDynamo dynamo = things.dynamo();

    @Test
    void withoutRulesTheStoreAnswers() {
        things.put("a").join();

        assertThat(things.stored("a")).isTrue();
    }

    @Test
    void aThrottledCallDoesNotReachTheStore() {
        dynamo.on(op("PutItem")).throttle();

        assertThatThrownBy(things.put("a")::join).hasCauseInstanceOf(ProvisionedThroughputExceededException.class);
        assertThat(things.stored("a")).isFalse();
    }

    @Test
    void aRuleDecidesOnlyTheCallsItMatches() {
        dynamo.on(op("PutItem").where(body -> body.contains("\"a\""))).throttle();
        dynamo.on(op("Query")).throttle();

        assertThatThrownBy(things.put("a")::join).hasCauseInstanceOf(ProvisionedThroughputExceededException.class);
        things.put("b").join();
    }

    @Test
    void rulesUsedUpInTurnAreAScript() {
        dynamo.on(op("PutItem")).times(1).throttle();
        dynamo.on(op("PutItem")).times(1).fail(500, "InternalServerError");

        assertThatThrownBy(things.put("a")::join).hasCauseInstanceOf(ProvisionedThroughputExceededException.class);
        assertThatThrownBy(things.put("a")::join).hasCauseInstanceOf(InternalServerErrorException.class);
        things.put("a").join();
    }

    @Test
    void aConflictCancelsTheTransactionForItsFirstItem() {
        dynamo.on(op("TransactWriteItems")).conflict();

        assertCancelled("TransactionConflict", "None", "None");
    }

    @Test
    void aThrottleCancelsTheTransactionForItsFirstItem() {
        dynamo.on(op("TransactWriteItems")).throttle();

        assertCancelled("ProvisionedThroughputExceeded", "None", "None");
    }

    private void assertCancelled(String... codes) {
        assertThatThrownBy(transaction("a", "b", "c")::join)
                .cause()
                .asInstanceOf(InstanceOfAssertFactories.type(TransactionCanceledException.class))
                .extracting(TransactionCanceledException::cancellationReasons)
                .asInstanceOf(InstanceOfAssertFactories.list(CancellationReason.class))
                .extracting(CancellationReason::code)
                .containsExactly(codes);
        assertThat(things.stored("a")).isFalse();
    }

    @Test
    void aSingleWriteMeetsAConflictToo() {
        dynamo.on(op("PutItem")).conflict();

        assertThatThrownBy(things.put("a")::join).hasCauseInstanceOf(TransactionConflictException.class);
    }

    @Test
    void aLostReplyLeavesTheItemWritten() {
        dynamo.on(op("PutItem")).loseReply();

        assertThatThrownBy(things.put("a")::join).hasCauseInstanceOf(SdkClientException.class);
        assertThat(things.stored("a")).isTrue();
        assertThat(dynamo.cancelled()).isZero();
    }

    @Test
    void aRefusedCallDoesNotReachTheStore() {
        dynamo.on(op("PutItem")).refuse();

        assertThatThrownBy(things.put("a")::join).hasCauseInstanceOf(SdkClientException.class);
        assertThat(things.stored("a")).isFalse();
    }

    @Test
    void aDelayedCallReachesTheStoreLater() {
        dynamo.on(op("PutItem")).delay(A_WHILE);
        long start = System.nanoTime();

        CompletableFuture<?> put = things.put("a");
        await().until(() -> dynamo.count("PutItem") == 1);
        assertThat(things.stored("a")).isFalse();
        put.join();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(A_WHILE);
        assertThat(things.stored("a")).isTrue();
    }

    @Test
    void aDelayedReplyComesFromAStoreThatActedAtOnce() {
        dynamo.on(op("PutItem")).delayReply(A_WHILE);
        long start = System.nanoTime();

        CompletableFuture<?> put = things.put("a");
        await().until(() -> things.stored("a"));
        assertThat(put).isNotDone();
        put.join();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(A_WHILE);
    }

    @Test
    void aHeldReplyComesWhenReleased() {
        dynamo.on(op("PutItem")).holdReply();

        CompletableFuture<?> put = things.put("a");
        await().until(() -> things.stored("a"));
        assertThat(put).isNotDone();
        dynamo.release();
        put.join();
    }

    @Test
    void aRuleThatThrowsIsSeenInTheFailure() {
        dynamo.on(op("PutItem").where(body -> {
                    throw new IllegalStateException("mistake in the test");
                }))
                .throttle();

        assertThatThrownBy(things.put("a")::join).hasMessageContaining("mistake in the test");
    }

    private CompletableFuture<TransactWriteItemsResponse> transaction(String... names) {
        List<TransactWriteItem> puts = List.of(names).stream()
                .map(name -> TransactWriteItem.builder()
                        .put(p -> p.tableName(Things.TABLE).item(Things.item(name)))
                        .build())
                .toList();
        return things.client().transactWriteItems(r -> r.transactItems(puts));
    }
}
