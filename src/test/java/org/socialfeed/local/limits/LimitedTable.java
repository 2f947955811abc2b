package org.socialfeed.local.limits;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.socialfeed.local.LocalDynamo;
import org.socialfeed.local.LocalTable;
import org.socialfeed.table.TableSchema;
import org.socialfeed.testing.LimitedDynamo;
import org.socialfeed.testing.TestingDynamo;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The feed's table in a DynamoDB Local behind the partition-limit proxy, between them {@link TestingDynamo} to hold
 * requests in flight. Before each test no limits but the real ones hold, nothing lags and no rules apply.
 */
final class LimitedTable implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    static final String TABLE = "limited";

    /** Leaves a partition one write and three read units a second. */
    static final double SCARCE = 0.001;

    /** As an attribute, costs a write a hundred units: what a scarce partition gets in a hundred seconds. */
    static final AttributeValue HUGE = fromS("x".repeat(100 * 1024 - 200));

    /** For a call that ought to be refused and hangs with what {@link TestingDynamo} holds. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private LocalDynamo local;
    private TestingDynamo between;
    private LimitedDynamo limited;
    private DynamoDbAsyncClient client;
    private DynamoDbAsyncClient direct;

    @SuppressWarnings("NullAway.Init") // JUnit calls beforeAll before anything else.
    LimitedTable() {}

    LimitedDynamo limited() {
        return limited;
    }

    /** What the proxy has before it. */
    TestingDynamo between() {
        return between;
    }

    /** A client of the proxy that never retries. */
    DynamoDbAsyncClient client() {
        return client;
    }

    /** A client of the store. */
    DynamoDbAsyncClient direct() {
        return direct;
    }

    URI store() {
        return local.uri();
    }

    /** A partition key that no other test has. */
    static String fresh(String stem) {
        return stem + "#" + UUID.randomUUID();
    }

    static Map<String, AttributeValue> key(String partition, String sort) {
        return Map.of(TableSchema.PK, fromS(partition), TableSchema.SK, fromS(sort));
    }

    /** An item with an index entry, whose text the index projects. */
    static Map<String, AttributeValue> post(String partition, String sort, String indexPartition, String text) {
        Map<String, AttributeValue> post = new HashMap<>(key(partition, sort));
        post.put(TableSchema.GSI1PK, fromS(indexPartition));
        post.put(TableSchema.GSI1SK, fromS(sort));
        post.put(TableSchema.TEXT, fromS(text));
        return post;
    }

    static Map<String, AttributeValue> with(Map<String, AttributeValue> item, String name, AttributeValue value) {
        Map<String, AttributeValue> more = new HashMap<>(item);
        more.put(name, value);
        return more;
    }

    void put(Map<String, AttributeValue> item) {
        await(client.putItem(put -> put.tableName(TABLE).item(item)));
    }

    /** Uses up a partition's writes for longer than a test takes; limits have to be {@link #SCARCE}. */
    void exhaustWrites(String partition) {
        put(with(key(partition, "huge"), "body", HUGE));
    }

    /** Likewise of the index. */
    void exhaustIndexWrites(String indexPartition) {
        put(post(fresh("exhausting"), "POST#1", indexPartition, HUGE.s()));
    }

    /** Uses up a partition's reads for longer than a test takes; limits have to be {@link #SCARCE}. */
    void exhaustReads(String partition) {
        direct.putItem(put ->
                        put.tableName(TABLE).item(with(key(partition, "huge"), "body", fromS("x".repeat(390 * 1024)))))
                .join();
        await(client.getItem(
                get -> get.tableName(TABLE).key(key(partition, "huge")).consistentRead(true)));
    }

    /** Waits, and throws the failure itself. */
    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        local = LocalDynamo.start(Optional.empty());
        LocalTable.create(local.uri(), TABLE);
        between = TestingDynamo.before(local.uri());
        limited = LimitedDynamo.before(between.url());
        client = client(limited.url());
        direct = client(local.uri());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        between.clear();
        limited.scale(1).latency(false).indexLag(Duration.ZERO).reset();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        client.close();
        direct.close();
        limited.close();
        between.close();
        local.close();
    }

    private static DynamoDbAsyncClient client(URI endpoint) {
        return LocalTable.configure(DynamoDbAsyncClient.builder(), endpoint)
                .overrideConfiguration(
                        c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(PATIENCE))
                .build();
    }
}
