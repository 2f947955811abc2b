package org.socialfeed.testing;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.socialfeed.local.LocalDynamo;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A small table behind {@link TestingDynamo}, empty of rules before each test: things, in an index by colour. */
final class Things implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    static final String TABLE = "things";
    static final int CONNECTIONS = 300;

    private LocalDynamo store;
    private TestingDynamo dynamo;
    private DynamoDbAsyncClient direct;
    private DynamoDbAsyncClient client;

    @SuppressWarnings("NullAway.Init") // JUnit calls beforeAll before anything else.
    Things() {}

    TestingDynamo dynamo() {
        return dynamo;
    }

    /** A client of the proxy that never retries and has no time-outs of its own. */
    DynamoDbAsyncClient client() {
        return client;
    }

    CompletableFuture<PutItemResponse> put(String name) {
        return client.putItem(r -> r.tableName(TABLE).item(item(name)));
    }

    /** Whether the store has it, asked past the proxy. */
    boolean stored(String name) {
        return direct.getItem(r -> r.tableName(TABLE).key(key(name)).consistentRead(true))
                .join()
                .hasItem();
    }

    CompletableFuture<QueryResponse> queryIndex(QueryRequest.Builder query) {
        return client.query(query.tableName(TABLE)
                .indexName("GSI1")
                .keyConditionExpression("colour = :c")
                .expressionAttributeValues(Map.of(":c", text("red")))
                .build());
    }

    static Map<String, AttributeValue> key(String name) {
        return Map.of("PK", text(name));
    }

    static Map<String, AttributeValue> item(String name) {
        return Map.of("PK", text(name), "colour", text("red"));
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        store = LocalDynamo.start(Optional.empty());
        URI uri = store.uri();
        dynamo = TestingDynamo.before(uri);
        direct = client(uri);
        client = client(dynamo.url());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        dynamo.clear();
        if (direct.listTables().join().tableNames().contains(TABLE)) {
            direct.deleteTable(r -> r.tableName(TABLE)).join();
        }
        KeySchemaElement name = keyPart("PK", KeyType.HASH);
        List<KeySchemaElement> colourAndName = List.of(keyPart("colour", KeyType.HASH), keyPart("PK", KeyType.RANGE));
        GlobalSecondaryIndex index = GlobalSecondaryIndex.builder()
                .indexName("GSI1")
                .keySchema(colourAndName)
                .projection(p -> p.projectionType(ProjectionType.ALL))
                .build();
        direct.createTable(r -> r.tableName(TABLE)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(List.of(string("PK"), string("colour")))
                        .keySchema(name)
                        .globalSecondaryIndexes(index))
                .join();
    }

    private static KeySchemaElement keyPart(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    private static AttributeDefinition string(String attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        client.close();
        direct.close();
        dynamo.close();
        store.close();
    }

    private static DynamoDbAsyncClient client(URI endpoint) {
        return DynamoDbAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .maxConcurrency(CONNECTIONS)
                        .maxPendingConnectionAcquires(100_000)
                        .connectionAcquisitionTimeout(Duration.ofMinutes(1)))
                .build();
    }
}
