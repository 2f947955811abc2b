package org.socialfeed.bench.floor;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The table in DynamoDB Local, without the service: with as many connections as the service has. */
public final class Store implements AutoCloseable {
    private static final int CONNECTIONS = 256;
    private static final int WAITING = 100_000;

    private final DynamoDbAsyncClient client;
    private final String table;

    public Store(URI endpoint, String table) {
        this.table = table;
        this.client = DynamoDbAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .maxConcurrency(CONNECTIONS)
                        .maxPendingConnectionAcquires(WAITING)
                        .connectionAcquisitionTimeout(Duration.ofSeconds(60)))
                .build();
    }

    /** Creates the table. Were it not what the service wants, the service would refuse to become ready and say why. */
    public void createTable() {
        client.createTable(create -> create.tableName(table)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(
                                attribute(Keys.PK),
                                attribute(Keys.SK),
                                attribute(Keys.INDEX_PK),
                                attribute(Keys.INDEX_SK))
                        .keySchema(key(Keys.PK, KeyType.HASH), key(Keys.SK, KeyType.RANGE))
                        .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                                .indexName(Keys.INDEX)
                                .keySchema(key(Keys.INDEX_PK, KeyType.HASH), key(Keys.INDEX_SK, KeyType.RANGE))
                                .projection(with -> with.projectionType(ProjectionType.INCLUDE)
                                        .nonKeyAttributes("text"))
                                .build()))
                .join();
        client.updateTimeToLive(update -> update.tableName(table)
                        .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("expiresAt")))
                .join();
    }

    @Override
    public void close() {
        client.close();
    }

    DynamoDbAsyncClient client() {
        return client;
    }

    String table() {
        return table;
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
