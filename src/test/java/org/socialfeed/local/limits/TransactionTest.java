package org.socialfeed.local.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.socialfeed.local.limits.LimitedTable.TABLE;
import static org.socialfeed.local.limits.LimitedTable.await;
import static org.socialfeed.local.limits.LimitedTable.fresh;
import static org.socialfeed.local.limits.LimitedTable.key;
import static org.socialfeed.local.limits.LimitedTable.post;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.socialfeed.table.TableSchema;
import org.socialfeed.testing.TestingDynamo;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** Transactions are cancelled for a limit or for another transaction at an item, with the reason in its place. */
class TransactionTest {
    @RegisterExtension
    static final LimitedTable TABLE_BEHIND = new LimitedTable();

    private final String hot = fresh("hot");
    private final String cool = fresh("cool");

    @Test
    void aFullPartitionCancelsWithItsReasonInItsPlace() {
        TABLE_BEHIND.limited().scale(LimitedTable.SCARCE);
        TABLE_BEHIND.exhaustWrites(hot);

        TransactionCanceledException cancelled =
                cancelled(put(key(cool, "a")), put(key(hot, "a")), check(key(fresh("cool"), "a")));

        assertThat(codes(cancelled)).containsExactly("None", "ThrottlingError", "None");
        assertThat(cancelled.getMessage()).contains("specific reasons [None, ThrottlingError, None]");
        assertThat(cancelled.cancellationReasons().get(1).message())
                .startsWith("Throughput exceeds the current capacity of your table or index.");
        assertThat(stored(key(cool, "a"))).isFalse();
    }

    @Test
    void aFullPartitionOfTheIndexCancelsInThePlaceOfTheItem() {
        TABLE_BEHIND.limited().scale(LimitedTable.SCARCE);
        String followed = fresh("FOLLOWING");
        TABLE_BEHIND.exhaustIndexWrites(followed);

        TransactionCanceledException cancelled =
                cancelled(put(key(cool, "a")), put(post(fresh("USER"), "POST#1", followed, "hello")));

        assertThat(codes(cancelled)).containsExactly("None", "ThrottlingError");
        assertThat(cancelled.cancellationReasons().get(1).message())
                .startsWith("Throughput exceeds the current capacity for one or more global secondary indexes.");
    }

    @Test
    void aFullPartitionCancelsAReadingTransaction() {
        TABLE_BEHIND.limited().scale(LimitedTable.SCARCE);
        TABLE_BEHIND.exhaustReads(hot);

        assertThat(codes(catchThrowableOfType(TransactionCanceledException.class, () -> read(cool, hot))))
                .containsExactly("None", "ThrottlingError");
    }

    @Test
    void whatATransactionConsumesIsSplitBetweenItsPartitions() {
        String followed = fresh("FOLLOWING");
        write(
                put(LimitedTable.with(key(hot, "a"), "body", fromS("x".repeat(1_500)))),
                put(key(hot, "b")),
                put(post(cool, "POST#1", followed, "hello")));

        assertThat(writes(hot)).isEqualTo(4 + 2);
        assertThat(writes(cool)).isEqualTo(2);
        assertThat(TABLE_BEHIND
                        .limited()
                        .totals(TableSchema.INDEX, followed, "WRITE")
                        .units())
                .isEqualTo(1);
    }

    @Test
    void aRepeatedClientTokenIsChargedAsReads() {
        for (int i = 0; i < 2; i++) {
            write(hot.substring(0, 36), put(key(hot, "a")));
        }

        assertThat(writes(hot)).isEqualTo(2);
        assertThat(TABLE_BEHIND.limited().totals(hot, "READ").units()).isEqualTo(2);
    }

    @Test
    void anotherTransactionAtAnItemConflictsInItsPlace() {
        var first = holdTransaction(put(key(hot, "a")));

        TransactionCanceledException cancelled = cancelled(put(key(cool, "a")), check(key(hot, "a")));

        assertThat(codes(cancelled)).containsExactly("None", "TransactionConflict");
        assertThat(cancelled.cancellationReasons().get(1).message()).isEqualTo("Transaction is ongoing for the item");
        assertThat(stored(key(cool, "a"))).isFalse();
        finish(first);
    }

    @Test
    void theSameTransactionOnceMoreIsInProgressUntilItIsAnswered() {
        String token = hot.substring(0, 36);
        var first = hold(t -> t.clientRequestToken(token).transactItems(put(key(hot, "a"))));

        assertThatThrownBy(() -> write(token, put(key(hot, "a")))).isInstanceOf(TransactionInProgressException.class);

        finish(first);
        write(token, put(key(hot, "a")));
        assertThat(TABLE_BEHIND.limited().totals(hot, "WRITE").conflicts()).isZero();
    }

    @Test
    void aTransactionThatLostMayComeAgain() {
        String token = cool.substring(0, 36);
        var first = holdTransaction(put(key(hot, "a")));
        assertThatThrownBy(() -> write(token, put(key(hot, "a")))).isInstanceOf(TransactionCanceledException.class);
        finish(first);

        write(token, put(key(hot, "a")));
    }

    @Test
    void aTransactionThatLostHasConsumedAndHoldsNothing() {
        var first = holdTransaction(put(key(hot, "a")));
        cancelled(put(key(cool, "a")), put(key(hot, "a")));

        TABLE_BEHIND.put(key(cool, "a"));
        finish(first);

        assertThat(writes(cool)).isEqualTo(2 + 1);
        assertThat(writes(hot)).isEqualTo(2 + 2);
        assertThat(TABLE_BEHIND.limited().totals(hot, "WRITE").conflicts()).isEqualTo(1);
    }

    @Test
    void plainWritesOfAnItemInATransactionConflict() {
        var first = holdTransaction(check(key(hot, "a")), put(key(hot, "b")));

        assertThatThrownBy(() -> TABLE_BEHIND.put(key(hot, "a"))).isInstanceOf(TransactionConflictException.class);
        assertThatThrownBy(() -> await(
                        TABLE_BEHIND.client().deleteItem(d -> d.tableName(TABLE).key(key(hot, "b")))))
                .isInstanceOf(TransactionConflictException.class);
        assertThatThrownBy(() -> await(TABLE_BEHIND
                        .client()
                        .updateItem(u -> u.tableName(TABLE)
                                .key(key(hot, "b"))
                                .updateExpression("SET body = :b")
                                .expressionAttributeValues(Map.of(":b", fromS(""))))))
                .isInstanceOf(TransactionConflictException.class);
        TABLE_BEHIND.put(key(hot, "c"));
        finish(first);
    }

    @Test
    void aReadingTransactionConflictsWithAWritingOne() {
        var first = holdTransaction(put(key(hot, "item")));

        assertThat(codes(catchThrowableOfType(TransactionCanceledException.class, () -> read(cool, hot))))
                .containsExactly("None", "TransactionConflict");
        finish(first);
    }

    @Test
    void aReadingTransactionConflictsWithAPlainWrite() {
        TABLE_BEHIND.between().on(TestingDynamo.op("PutItem")).hang();
        var put = TABLE_BEHIND.client().putItem(p -> p.tableName(TABLE).item(key(hot, "item")));
        Awaitility.await().until(() -> TABLE_BEHIND.between().count("PutItem") == 1);

        assertThat(codes(catchThrowableOfType(TransactionCanceledException.class, () -> read(hot))))
                .containsExactly("TransactionConflict");
        finish(put);
    }

    @Test
    void plainReadsMeetNoConflict() {
        var first = holdTransaction(put(key(hot, "a")));

        await(TABLE_BEHIND.client().getItem(g -> g.tableName(TABLE).key(key(hot, "a"))));
        await(TABLE_BEHIND
                .client()
                .query(q -> q.tableName(TABLE)
                        .keyConditionExpression("PK = :pk")
                        .expressionAttributeValues(Map.of(":pk", fromS(hot)))));
        await(TABLE_BEHIND
                .client()
                .batchGetItem(b -> b.requestItems(Map.of(
                        TABLE,
                        KeysAndAttributes.builder().keys(List.of(key(hot, "a"))).build()))));
        finish(first);
    }

    @Test
    void anItemIsFreeAgainWhenItsTransactionIsAnswered() {
        finish(holdTransaction(put(key(hot, "a"))));

        write(put(key(hot, "a")));
        TABLE_BEHIND.put(key(hot, "a"));
        read(hot);
    }

    @Test
    void anItemIsFreeAgainWhenItsTransactionIsRefused() {
        cancelled(mustExist(key(hot, "a")));
        TABLE_BEHIND.limited().scale(LimitedTable.SCARCE);
        TABLE_BEHIND.exhaustWrites(cool);
        cancelled(put(key(fresh("other"), "a")), put(key(cool, "a")));

        TABLE_BEHIND.limited().scale(1).reset();
        write(put(key(hot, "a")), put(key(cool, "a")));
    }

    /** Sends one and returns when it is on its way between the proxy and the store. */
    private static CompletableFuture<TransactWriteItemsResponse> holdTransaction(TransactWriteItem... actions) {
        return hold(t -> t.transactItems(actions));
    }

    private static CompletableFuture<TransactWriteItemsResponse> hold(
            Consumer<TransactWriteItemsRequest.Builder> transaction) {
        TABLE_BEHIND.between().on(TestingDynamo.op("TransactWriteItems")).hang();
        var sent = TABLE_BEHIND.client().transactWriteItems(transaction);
        Awaitility.await().until(() -> TABLE_BEHIND.between().count("TransactWriteItems") == 1);
        return sent;
    }

    private static void finish(CompletableFuture<?> held) {
        TABLE_BEHIND.between().release();
        held.join();
        TABLE_BEHIND.between().clear();
    }

    private static void write(TransactWriteItem... actions) {
        await(TABLE_BEHIND.client().transactWriteItems(t -> t.transactItems(actions)));
    }

    private static void write(String token, TransactWriteItem... actions) {
        await(TABLE_BEHIND
                .client()
                .transactWriteItems(t -> t.clientRequestToken(token).transactItems(actions)));
    }

    private static TransactionCanceledException cancelled(TransactWriteItem... actions) {
        return catchThrowableOfType(TransactionCanceledException.class, () -> write(actions));
    }

    private static void read(String... partitions) {
        List<TransactGetItem> gets = List.of(partitions).stream()
                .map(partition -> TransactGetItem.builder()
                        .get(g -> g.tableName(TABLE).key(key(partition, "item")))
                        .build())
                .toList();
        await(TABLE_BEHIND.client().transactGetItems(t -> t.transactItems(gets)));
    }

    private static List<String> codes(TransactionCanceledException cancelled) {
        return cancelled.cancellationReasons().stream()
                .map(CancellationReason::code)
                .toList();
    }

    private static double writes(String partition) {
        return TABLE_BEHIND.limited().totals(partition, "WRITE").units();
    }

    private static boolean stored(Map<String, AttributeValue> key) {
        return TABLE_BEHIND
                .direct()
                .getItem(g -> g.tableName(TABLE).key(key))
                .join()
                .hasItem();
    }

    private static TransactWriteItem put(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(p -> p.tableName(TABLE).item(item))
                .build();
    }

    private static TransactWriteItem check(Map<String, AttributeValue> key) {
        return TransactWriteItem.builder()
                .conditionCheck(c -> c.tableName(TABLE).key(key).conditionExpression("attribute_not_exists(PK)"))
                .build();
    }

    private static TransactWriteItem mustExist(Map<String, AttributeValue> key) {
        return TransactWriteItem.builder()
                .conditionCheck(c -> c.tableName(TABLE).key(key).conditionExpression("attribute_exists(PK)"))
                .build();
    }
}
