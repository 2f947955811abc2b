package org.socialfeed.testing;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A table that the service can't use: with another sort key, and without the index and the time to live. */
public final class UnfitTable {
    /** What is to be said of it. */
    public static final List<String> DIFFERENCES = List.of(
            "the key should be [PK HASH, SK RANGE] but is [PK HASH, sort RANGE]",
            "the index GSI1 is missing",
            "the time to live should be expiresAt but is off");

    private UnfitTable() {}

    @SuppressWarnings("unchecked") // The builder takes its parts as generic varargs.
    public static void create(DynamoDbAsyncClient client, String name) {
        client.createTable(table -> table.tableName(name)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(
                                a -> a.attributeName("PK").attributeType(ScalarAttributeType.S),
                                a -> a.attributeName("sort").attributeType(ScalarAttributeType.S))
                        .keySchema(
                                k -> k.attributeName("PK").keyType(KeyType.HASH),
                                k -> k.attributeName("sort").keyType(KeyType.RANGE)))
                .join();
    }
}
