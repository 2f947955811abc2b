package org.socialfeed.local.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.socialfeed.local.limits.LimitedTable.TABLE;
import static org.socialfeed.local.limits.LimitedTable.await;
import static org.socialfeed.local.limits.LimitedTable.fresh;
import static org.socialfeed.local.limits.LimitedTable.key;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.socialfeed.testing.TestingDynamo;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Of a batch, what lies in partitions over their limit comes back, and the rest is done. */
class BatchTest {
    @RegisterExtension
    static final LimitedTable TABLE_BEHIND = new LimitedTable();

    private final String hot = fresh("hot");
    private final String cool = fresh("cool");

    @BeforeEach
    void makeThroughputScarce() {
        TABLE_BEHIND.limited().scale(LimitedTable.SCARCE);
    }

    @Test
    void keysOfAFullPartitionComeBackAsTheyWereAsked() {
        TABLE_BEHIND.exhaustReads(hot);
        TABLE_BEHIND
                .direct()
                .putItem(p -> p.tableName(TABLE).item(LimitedTable.with(key(cool, "a"), "body", fromS("found"))))
                .join();
        KeysAndAttributes asked = KeysAndAttributes.builder()
                .keys(List.of(key(hot, "a"), key(cool, "a"), key(hot, "b")))
                .consistentRead(true)
                .projectionExpression("#b")
                .expressionAttributeNames(Map.of("#b", "body"))
                .build();

        BatchGetItemResponse answer = get(asked);

        assertThat(answer.responses().get(TABLE)).containsExactly(Map.of("body", fromS("found")));
        assertThat(answer.unprocessedKeys())
                .isEqualTo(Map.of(
                        TABLE,
                        asked.toBuilder()
                                .keys(List.of(key(hot, "a"), key(hot, "b")))
                                .build()));
    }

    @Test
    void aReadOfFullPartitionsOnlyIsRefused() {
        TABLE_BEHIND.exhaustReads(hot);

        assertThatThrownBy(() -> get(keys(List.of(key(hot, "a"), key(hot, "b")))))
                .isInstanceOf(ThrottlingException.class);
    }

    @Test
    void whatABatchReadsIsChargedToThePartitionsBySize() {
        TABLE_BEHIND.limited().scale(1);
        TABLE_BEHIND
                .direct()
                .putItem(p ->
                        p.tableName(TABLE).item(LimitedTable.with(key(hot, "a"), "body", fromS("x".repeat(11 * 1024)))))
                .join();

        get(keys(List.of(key(hot, "a"), key(hot, "absent"), key(cool, "absent"))));

        assertThat(TABLE_BEHIND.limited().totals(hot, "READ").units()).isEqualTo(1.5 + 0.5);
        assertThat(TABLE_BEHIND.limited().totals(cool, "READ").units()).isEqualTo(0.5);
    }

    @Test
    void writesOfAFullPartitionComeBackAndTheRestIsDone() {
        TABLE_BEHIND.exhaustWrites(hot);

        BatchWriteItemResponse answer = write(put(key(hot, "a")), put(key(cool, "a")), delete(key(hot, "b")));

        assertThat(answer.unprocessedItems())
                .isEqualTo(Map.of(TABLE, List.of(put(key(hot, "a")), delete(key(hot, "b")))));
        assertThat(stored(key(cool, "a"))).isTrue();
        assertThat(stored(key(hot, "a"))).isFalse();
    }

    @Test
    void aBatchIsCutWhereItsPartitionIsFull() {
        TABLE_BEHIND.limited().scale(0.003);

        BatchWriteItemResponse answer = write(
                put(key(hot, "1")), put(key(hot, "2")), put(key(hot, "3")), put(key(hot, "4")), put(key(hot, "5")));

        assertThat(answer.unprocessedItems().get(TABLE)).containsExactly(put(key(hot, "4")), put(key(hot, "5")));
    }

    @Test
    void aWriteToFullPartitionsOnlyIsRefused() {
        TABLE_BEHIND.exhaustWrites(hot);

        assertThatThrownBy(() -> write(put(key(hot, "a")), put(key(hot, "b")))).isInstanceOf(ThrottlingException.class);
    }

    @Test
    void aWriteOfAnItemInATransactionComesBack() {
        TABLE_BEHIND.limited().scale(1);
        TABLE_BEHIND.between().on(TestingDynamo.op("TransactWriteItems")).hang();
        var transaction = TABLE_BEHIND
                .client()
                .transactWriteItems(t -> t.transactItems(TransactWriteItem.builder()
                        .put(p -> p.tableName(TABLE).item(key(hot, "a")))
                        .build()));
        Awaitility.await().until(() -> TABLE_BEHIND.between().count("TransactWriteItems") == 1);

        BatchWriteItemResponse answer = write(put(key(hot, "a")), put(key(cool, "a")));
        TABLE_BEHIND.between().release();
        transaction.join();

        assertThat(answer.unprocessedItems()).isEqualTo(Map.of(TABLE, List.of(put(key(hot, "a")))));
        assertThat(stored(key(cool, "a"))).isTrue();
    }

    private static BatchGetItemResponse get(KeysAndAttributes asked) {
        return await(TABLE_BEHIND.client().batchGetItem(b -> b.requestItems(Map.of(TABLE, asked))));
    }

    private static BatchWriteItemResponse write(WriteRequest... writes) {
        return await(TABLE_BEHIND.client().batchWriteItem(b -> b.requestItems(Map.of(TABLE, List.of(writes)))));
    }

    private static KeysAndAttributes keys(List<Map<String, AttributeValue>> keys) {
        return KeysAndAttributes.builder().keys(keys).build();
    }

    private static WriteRequest put(Map<String, AttributeValue> item) {
        return WriteRequest.builder().putRequest(p -> p.item(item)).build();
    }

    private static WriteRequest delete(Map<String, AttributeValue> key) {
        return WriteRequest.builder().deleteRequest(d -> d.key(key)).build();
    }

    private static boolean stored(Map<String, AttributeValue> key) {
        return TABLE_BEHIND
                .direct()
                .getItem(get -> get.tableName(TABLE).key(key))
                .join()
                .hasItem();
    }
}
