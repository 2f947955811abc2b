package org.socialfeed.local.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.socialfeed.local.limits.LimitedTable.TABLE;
import static org.socialfeed.local.limits.LimitedTable.await;
import static org.socialfeed.local.limits.LimitedTable.fresh;
import static org.socialfeed.local.limits.LimitedTable.key;
import static org.socialfeed.local.limits.LimitedTable.post;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.socialfeed.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** An index that is behind shows what was, and then what is. */
class IndexLagTest {
    /** Longer than a test, but for one draw in thousands; the proxy's draws are always the same. */
    private static final Duration LONG = Duration.ofHours(10);

    @RegisterExtension
    static final LimitedTable TABLE_BEHIND = new LimitedTable();

    private final String author = fresh("USER");
    private final String followed = fresh("FOLLOWING");

    @Test
    void aNewEntryIsMissingUntilTheIndexCatchesUp() {
        TABLE_BEHIND.limited().indexLag(LONG);
        put("POST#1", "hello");

        assertThat(texts()).isEmpty();
        assertThat(await(TABLE_BEHIND.client().getItem(g -> g.tableName(TABLE).key(key(author, "POST#1"))))
                        .hasItem())
                .isTrue();

        TABLE_BEHIND.limited().indexLag(Duration.ZERO);
        assertThat(texts()).containsExactly("hello");
    }

    @Test
    void theIndexCatchesUpByItself() {
        TABLE_BEHIND.limited().indexLag(Duration.ofMillis(500));
        put("POST#1", "hello");
        put("POST#2", "world");

        Awaitility.await().until(() -> texts().equals(List.of("hello", "world")));
    }

    @Test
    void aDeletedEntryIsStillThereInItsPlace() {
        put("POST#1", "one");
        put("POST#2", "two");
        put("POST#3", "three");
        TABLE_BEHIND.limited().indexLag(LONG);
        delete("POST#2");

        assertThat(texts()).containsExactly("one", "two", "three");

        TABLE_BEHIND.limited().indexLag(Duration.ZERO);
        assertThat(texts()).containsExactly("one", "three");
    }

    @Test
    void aChangedEntryIsAsItWas() {
        put("POST#1", "before");
        TABLE_BEHIND.limited().indexLag(LONG);
        await(TABLE_BEHIND
                .client()
                .updateItem(u -> u.tableName(TABLE)
                        .key(key(author, "POST#1"))
                        .updateExpression("SET #text = :t")
                        .expressionAttributeNames(Map.of("#text", TableSchema.TEXT))
                        .expressionAttributeValues(Map.of(":t", fromS("after")))));

        assertThat(texts()).containsExactly("before");
    }

    @Test
    void transactionsAndBatchesLagToo() {
        put("POST#1", "one");
        put("POST#2", "two");
        TABLE_BEHIND.limited().indexLag(LONG);
        await(TABLE_BEHIND
                .client()
                .transactWriteItems(t -> t.transactItems(
                        TransactWriteItem.builder()
                                .delete(d -> d.tableName(TABLE).key(key(author, "POST#1")))
                                .build(),
                        TransactWriteItem.builder()
                                .put(p -> p.tableName(TABLE).item(post(author, "POST#3", followed, "three")))
                                .build())));
        await(TABLE_BEHIND
                .client()
                .batchWriteItem(b -> b.requestItems(Map.of(
                        TABLE,
                        List.of(
                                WriteRequest.builder()
                                        .deleteRequest(d -> d.key(key(author, "POST#2")))
                                        .build(),
                                WriteRequest.builder()
                                        .putRequest(p -> p.item(post(author, "POST#4", followed, "four")))
                                        .build())))));

        assertThat(texts()).containsExactly("one", "two");
    }

    @Test
    void aWriteThatWasNotDoneLeavesNoTrace() {
        put("POST#1", "one");
        TABLE_BEHIND.limited().indexLag(LONG);
        assertThatThrownBy(() -> await(TABLE_BEHIND
                        .client()
                        .putItem(p -> p.tableName(TABLE)
                                .item(post(author, "POST#1", followed, "other"))
                                .conditionExpression("attribute_not_exists(PK)"))))
                .isInstanceOf(ConditionalCheckFailedException.class);
        TABLE_BEHIND.limited().indexLag(Duration.ofMillis(1));
        delete("POST#1");

        Awaitility.await().until(() -> texts().isEmpty());
    }

    @Test
    void anEntryHoldsWhatTheIndexProjects() {
        TABLE_BEHIND.put(LimitedTable.with(post(author, "POST#1", followed, "one"), "secret", fromS("unprojected")));
        List<Map<String, AttributeValue>> before = items(TABLE_BEHIND.client());
        TABLE_BEHIND.limited().indexLag(LONG);
        delete("POST#1");

        assertThat(items(TABLE_BEHIND.client())).isEqualTo(before);
        assertThat(before.get(0)).doesNotContainKey("secret");
    }

    /** Whatever is written, an index that is behind reads as before: any range, direction and size of page. */
    @Test
    void everyReadOfAnIndexThatIsBehindIsAsBefore() {
        long seed = 20_240_601;
        Random random = new Random(seed);
        for (int i = 10; i < 30; i++) {
            if (random.nextBoolean()) {
                put("POST#" + i, "text " + i);
            }
        }
        List<Consumer<QueryRequest.Builder>> ranges = List.of(
                q -> {},
                range("BETWEEN :low AND :high", Map.of(":low", fromS("POST#14"), ":high", fromS("POST#23"))),
                range("> :low", Map.of(":low", fromS("POST#17"))),
                range("<= :high", Map.of(":high", fromS("POST#20"))));
        List<List<Map<String, AttributeValue>>> before = readAll(TABLE_BEHIND.direct(), ranges);

        TABLE_BEHIND.limited().indexLag(LONG);
        for (int i = 0; i < 30; i++) {
            int post = random.nextInt(10, 30);
            if (random.nextBoolean()) {
                put("POST#" + post, "text " + random.nextInt());
            } else {
                delete("POST#" + post);
            }
        }

        assertThat(readAll(TABLE_BEHIND.client(), ranges)).as("seed %d", seed).isEqualTo(before);
        TABLE_BEHIND.limited().indexLag(Duration.ZERO);
        assertThat(readAll(TABLE_BEHIND.client(), ranges))
                .as("seed %d", seed)
                .isEqualTo(readAll(TABLE_BEHIND.direct(), ranges))
                .isNotEqualTo(before);
    }

    private void put(String sort, String text) {
        TABLE_BEHIND.put(post(author, sort, followed, text));
    }

    private void delete(String sort) {
        await(TABLE_BEHIND.client().deleteItem(d -> d.tableName(TABLE).key(key(author, sort))));
    }

    private List<String> texts() {
        return items(TABLE_BEHIND.client()).stream()
                .map(item -> Objects.requireNonNull(item.get(TableSchema.TEXT)).s())
                .toList();
    }

    private List<Map<String, AttributeValue>> items(DynamoDbAsyncClient client) {
        return await(client.query(query().build())).items();
    }

    private QueryRequest.Builder query() {
        return QueryRequest.builder()
                .tableName(TABLE)
                .indexName(TableSchema.INDEX)
                .keyConditionExpression("GSI1PK = :pk")
                .expressionAttributeValues(Map.of(":pk", fromS(followed)));
    }

    private Consumer<QueryRequest.Builder> range(String condition, Map<String, AttributeValue> values) {
        Map<String, AttributeValue> all = new HashMap<>(values);
        all.put(":pk", fromS(followed));
        return q -> q.keyConditionExpression("#pk = :pk AND #sk " + condition)
                .expressionAttributeNames(Map.of("#pk", TableSchema.GSI1PK, "#sk", TableSchema.GSI1SK))
                .expressionAttributeValues(all);
    }

    /** Each range in both directions, whole and in pages of 2 and 3. */
    private List<List<Map<String, AttributeValue>>> readAll(
            DynamoDbAsyncClient client, List<Consumer<QueryRequest.Builder>> ranges) {
        List<List<Map<String, AttributeValue>>> results = new ArrayList<>();
        for (Consumer<QueryRequest.Builder> range : ranges) {
            for (boolean forward : new boolean[] {true, false}) {
                for (int limit : new int[] {2, 3, 1_000}) {
                    QueryRequest.Builder query =
                            query().scanIndexForward(forward).limit(limit);
                    range.accept(query);
                    results.add(pages(client, query, limit));
                }
            }
        }
        return results;
    }

    private static List<Map<String, AttributeValue>> pages(
            DynamoDbAsyncClient client, QueryRequest.Builder query, int limit) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        QueryResponse page;
        do {
            page = await(client.query(query.build()));
            assertThat(page.count()).isEqualTo(page.items().size()).isLessThanOrEqualTo(limit);
            assertThat(page.count() == limit || !page.hasLastEvaluatedKey())
                    .as("a page that has a next one is full")
                    .isTrue();
            items.addAll(page.items());
            query.exclusiveStartKey(page.lastEvaluatedKey());
        } while (page.hasLastEvaluatedKey());
        return items;
    }
}
