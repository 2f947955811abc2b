package org.socialfeed.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.socialfeed.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The store of development and tests tells what a transaction would consume in DynamoDB. */
class TransactionCapacityTest {
    private static final String TABLE = "capacity";
    private static final String LONG_TEXT = "x".repeat(1_500);
    /** What a transaction pays for putting, changing or removing an index entry of up to 1 KB. */
    private static final double ENTRY = 1;

    private static LocalDynamo dynamo;
    private static DynamoDbAsyncClient client;

    @BeforeAll
    static void start() {
        dynamo = LocalDynamo.start(Optional.empty());
        LocalTable.create(dynamo.uri(), TABLE);
        client = LocalTable.configure(DynamoDbAsyncClient.builder(), dynamo.uri())
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        dynamo.close();
    }

    @Test
    void aSmallPutIsTwo() {
        assertThat(total(put(item("a")))).isEqualTo(2);
    }

    @Test
    void putsOfEqualSizeAreAddedUp() {
        assertThat(total(put(item("a")), put(item("b")), put(item("c")), put(item("d"))))
                .isEqualTo(8);
    }

    @Test
    void everyKilobyteCounts() {
        assertThat(total(put(item("a", "body", fromS(LONG_TEXT))), put(item("b"))))
                .isEqualTo(6);
    }

    @Test
    void sizesAreCountedInBytesOfUtf8() {
        assertThat(total(put(item("a", "body", fromS("é".repeat(900)))))).isEqualTo(4);
    }

    @Test
    void puttingAnIndexEntryIsSplitBetweenTableAndIndex() {
        ConsumedCapacity capacity = consumed(ReturnConsumedCapacity.INDEXES, put(post("a", "hello")));

        assertThat(capacity.capacityUnits()).isEqualTo(2 + ENTRY);
        assertThat(capacity.writeCapacityUnits()).isEqualTo(2 + ENTRY);
        assertThat(capacity.table().capacityUnits()).isEqualTo(2);
        assertThat(capacity.globalSecondaryIndexes()).hasSize(1);
        assertThat(capacity.globalSecondaryIndexes())
                .hasEntrySatisfying(
                        TableSchema.INDEX,
                        index -> assertThat(index.capacityUnits()).isEqualTo(ENTRY));
    }

    @Test
    void theTotalIncludesTheIndex() {
        ConsumedCapacity capacity = consumed(ReturnConsumedCapacity.TOTAL, put(post("a", "hello")));

        assertThat(capacity.capacityUnits()).isEqualTo(2 + ENTRY);
        assertThat(capacity.table()).isNull();
        assertThat(capacity.hasGlobalSecondaryIndexes()).isFalse();
    }

    @Test
    void whatIsNotProjectedCostsTheIndexNothing() {
        assertThat(total(put(post("a", "hello", "body", fromS(LONG_TEXT))))).isEqualTo(4 + ENTRY);
    }

    @Test
    void puttingTheSamePostAgainCostsTheIndexNothing() {
        Map<String, AttributeValue> post = post("a", "hello");
        total(put(post));

        ConsumedCapacity capacity = consumed(ReturnConsumedCapacity.INDEXES, put(post));

        assertThat(capacity.capacityUnits()).isEqualTo(2);
        assertThat(capacity.hasGlobalSecondaryIndexes()).isFalse();
    }

    @Test
    void replacingALargeItemByASmallOneCountsTheLargeOne() {
        Map<String, AttributeValue> small = item("a");
        Map<String, AttributeValue> large = new HashMap<>(small);
        large.put("body", fromS(LONG_TEXT));
        total(put(large));

        assertThat(total(put(small))).isEqualTo(4);
    }

    @Test
    void anUpdateOfACounterIsTwo() {
        Map<String, AttributeValue> counter = item("COUNT", "followers", fromN("41"));
        total(put(counter));

        assertThat(total(update(counter, "SET followers = followers + :value", fromN("1"))))
                .isEqualTo(2);
    }

    @Test
    void anUpdateCountsTheLargerOfBeforeAndAfter() {
        Map<String, AttributeValue> item = item("a");

        assertThat(total(update(item, "SET body = :value", fromS(LONG_TEXT)))).isEqualTo(4);
        assertThat(total(update(item, "SET body = :value", fromS("")))).isEqualTo(4);
        assertThat(total(update(item, "SET body = :value", fromS("")))).isEqualTo(2);
    }

    @Test
    void anUpdateOfAProjectedAttributeWritesTheEntryOnce() {
        Map<String, AttributeValue> post = post("a", "hello");
        total(put(post));

        assertThat(total(update(post, "SET likes = :value", fromN("1")))).isEqualTo(2);
        assertThat(total(update(post, "SET #text = :value", fromS("bye")))).isEqualTo(2 + ENTRY);
    }

    @Test
    void anUpdateOfAnIndexKeyWritesTheEntryTwice() {
        Map<String, AttributeValue> post = post("a", "hello");
        total(put(post));

        assertThat(total(update(post, "SET GSI1SK = :value", fromS("POST#moved"))))
                .isEqualTo(2 + 2 * ENTRY);
    }

    @Test
    void aDeleteTakesTheIndexEntryAlong() {
        Map<String, AttributeValue> post = post("a", "hello");
        total(put(post));

        assertThat(total(delete(post))).isEqualTo(2 + ENTRY);
    }

    @Test
    void aDeleteCountsWhatItDeletes() {
        Map<String, AttributeValue> item = item("a", "body", fromS(LONG_TEXT));
        total(put(item));

        assertThat(total(delete(item))).isEqualTo(4);
    }

    @Test
    void deletingNothingIsTwo() {
        assertThat(total(delete(item("a")))).isEqualTo(2);
    }

    @Test
    void aConditionCheckCostsAWrite() {
        Map<String, AttributeValue> small = item("a");
        Map<String, AttributeValue> large = item("b", "body", fromS(LONG_TEXT));
        total(put(small), put(large));

        assertThat(total(check(small, "attribute_exists(PK)"))).isEqualTo(2);
        assertThat(total(check(large, "attribute_exists(PK)"))).isEqualTo(4);
        assertThat(total(check(item("absent"), "attribute_not_exists(PK)"))).isEqualTo(2);
    }

    @Test
    void aRepeatedClientTokenReadsInsteadOfWriting() {
        String token = UUID.randomUUID().toString();
        TransactWriteItem[] puts = {put(post("a", "hello")), put(item("b"))};

        assertThat(consumed(ReturnConsumedCapacity.TOTAL, token, puts).writeCapacityUnits())
                .isEqualTo(4 + ENTRY);
        ConsumedCapacity again = consumed(ReturnConsumedCapacity.TOTAL, token, puts);
        assertThat(again.readCapacityUnits()).isEqualTo(4);
        assertThat(again.writeCapacityUnits()).isNull();
    }

    @Test
    void noCapacityIsToldUnasked() {
        assertThat(client.transactWriteItems(request -> request.transactItems(put(item("a"))))
                        .join()
                        .hasConsumedCapacity())
                .isFalse();
    }

    @Test
    void aCancelledTransactionIsAnsweredWithItsReasonsAndItems() {
        Map<String, AttributeValue> present = item("present", "body", fromS("as it is"));
        total(put(present));

        List<CancellationReason> reasons = catchThrowableOfType(
                        TransactionCanceledException.class, () -> total(put(item("a")), putIfAbsent(present)))
                .cancellationReasons();

        assertThat(reasons).extracting(CancellationReason::code).containsExactly("None", "ConditionalCheckFailed");
        assertThat(reasons.get(1).item()).isEqualTo(present);
    }

    @Test
    void aRefusedTransactionIsAnsweredAsBefore() {
        TransactWriteItem elsewhere = TransactWriteItem.builder()
                .put(put -> put.tableName("elsewhere").item(item("a")))
                .build();
        Map<String, AttributeValue> item = item("a");

        assertThatThrownBy(() -> total(elsewhere)).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> total(put(item), delete(item)))
                .hasMessageContaining("cannot include multiple operations on one item");
    }

    private static double total(TransactWriteItem... actions) {
        return consumed(ReturnConsumedCapacity.TOTAL, actions).capacityUnits();
    }

    private static ConsumedCapacity consumed(ReturnConsumedCapacity detail, TransactWriteItem... actions) {
        return consumed(detail, UUID.randomUUID().toString(), actions);
    }

    private static ConsumedCapacity consumed(
            ReturnConsumedCapacity detail, String token, TransactWriteItem... actions) {
        try {
            List<ConsumedCapacity> tables = client.transactWriteItems(request -> request.transactItems(actions)
                            .clientRequestToken(token)
                            .returnConsumedCapacity(detail))
                    .join()
                    .consumedCapacity();
            assertThat(tables).hasSize(1);
            return tables.get(0);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** An item that no other test has. */
    private static Map<String, AttributeValue> item(String sk) {
        return Map.of("PK", fromS("TEST#" + UUID.randomUUID()), "SK", fromS(sk));
    }

    private static Map<String, AttributeValue> item(String sk, String name, AttributeValue value) {
        Map<String, AttributeValue> item = new HashMap<>(item(sk));
        item.put(name, value);
        return item;
    }

    /** An item with an index entry. */
    private static Map<String, AttributeValue> post(String sk, String text) {
        Map<String, AttributeValue> post = new HashMap<>(item(sk, TableSchema.TEXT, fromS(text)));
        post.put(TableSchema.GSI1PK, fromS("FOLLOWING#alice"));
        post.put(TableSchema.GSI1SK, fromS("POST#" + sk));
        return post;
    }

    private static Map<String, AttributeValue> post(String sk, String text, String name, AttributeValue value) {
        Map<String, AttributeValue> post = post(sk, text);
        post.put(name, value);
        return post;
    }

    private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        return Map.of("PK", item.get("PK"), "SK", item.get("SK"));
    }

    private static TransactWriteItem put(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(TABLE).item(item))
                .build();
    }

    private static TransactWriteItem putIfAbsent(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(TABLE)
                        .item(item)
                        .conditionExpression("attribute_not_exists(PK)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }

    private static TransactWriteItem update(Map<String, AttributeValue> item, String expression, AttributeValue value) {
        // Names of attributes that are reserved words come with a #.
        Map<String, String> names = expression.contains("#text") ? Map.of("#text", TableSchema.TEXT) : Map.of();
        return TransactWriteItem.builder()
                .update(update -> update.tableName(TABLE)
                        .key(key(item))
                        .updateExpression(expression)
                        .expressionAttributeNames(names.isEmpty() ? null : names)
                        .expressionAttributeValues(Map.of(":value", value)))
                .build();
    }

    private static TransactWriteItem delete(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName(TABLE).key(key(item)))
                .build();
    }

    private static TransactWriteItem check(Map<String, AttributeValue> item, String condition) {
        return TransactWriteItem.builder()
                .conditionCheck(check -> check.tableName(TABLE).key(key(item)).conditionExpression(condition))
                .build();
    }
}
