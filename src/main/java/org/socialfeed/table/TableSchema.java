package org.socialfeed.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/** The shape of the table, in one place: what development creates and what every start verifies. */
public final class TableSchema {
    public static final String PK = "PK";
    public static final String SK = "SK";
    public static final String GSI1PK = "GSI1PK";
    public static final String GSI1SK = "GSI1SK";
    public static final String INDEX = "GSI1";
    public static final String EXPIRES_AT = "expiresAt";
    /** A post's text: with the keys, all that a feed card shows, and so all that the index holds. */
    public static final String TEXT = "text";

    private static final List<KeySchemaElement> TABLE_KEYS = keys(PK, SK);
    private static final List<KeySchemaElement> INDEX_KEYS = keys(GSI1PK, GSI1SK);
    private static final Projection PROJECTION = Projection.builder()
            .projectionType(ProjectionType.INCLUDE)
            .nonKeyAttributes(TEXT)
            .build();

    private TableSchema() {}

    public static CreateTableRequest create(String table) {
        return CreateTableRequest.builder()
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of(attribute(PK), attribute(SK), attribute(GSI1PK), attribute(GSI1SK)))
                .keySchema(TABLE_KEYS)
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName(INDEX)
                        .keySchema(INDEX_KEYS)
                        .projection(PROJECTION)
                        .build())
                .build();
    }

    public static UpdateTimeToLiveRequest timeToLive(String table) {
        return UpdateTimeToLiveRequest.builder()
                .tableName(table)
                .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(EXPIRES_AT))
                .build();
    }

    /** What differs between a table and this schema, one sentence each, for the operator; empty if it fits. */
    public static List<String> differences(TableDescription table, TimeToLiveDescription ttl) {
        List<String> differences = new ArrayList<>();
        differ(differences, "the key", describe(TABLE_KEYS), describe(table.keySchema()));
        Optional<GlobalSecondaryIndexDescription> index = table.globalSecondaryIndexes().stream()
                .filter(each -> each.indexName().equals(INDEX))
                .findFirst();
        if (index.isEmpty()) {
            differences.add("the index " + INDEX + " is missing");
        } else {
            differ(
                    differences,
                    "the key of " + INDEX,
                    describe(INDEX_KEYS),
                    describe(index.get().keySchema()));
            differ(
                    differences,
                    "the projection of " + INDEX,
                    describe(PROJECTION),
                    describe(index.get().projection()));
        }
        for (String attribute : List.of(PK, SK, GSI1PK, GSI1SK)) {
            boolean otherType = table.attributeDefinitions().stream()
                    .anyMatch(each ->
                            each.attributeName().equals(attribute) && each.attributeType() != ScalarAttributeType.S);
            if (otherType) {
                differences.add("the type of " + attribute + " is not S");
            }
        }
        differ(differences, "the time to live", EXPIRES_AT, describe(ttl));
        return differences;
    }

    private static void differ(List<String> differences, String what, String expected, String actual) {
        if (!Objects.equals(expected, actual)) {
            differences.add(what + " should be " + expected + " but is " + actual);
        }
    }

    private static String describe(List<KeySchemaElement> keys) {
        return keys.stream()
                .map(key -> key.attributeName() + " " + key.keyType())
                .toList()
                .toString();
    }

    private static String describe(Projection projection) {
        return projection.projectionType() + " "
                + projection.nonKeyAttributes().stream().sorted().toList();
    }

    private static String describe(TimeToLiveDescription ttl) {
        boolean on = ttl.timeToLiveStatus() == TimeToLiveStatus.ENABLED
                || ttl.timeToLiveStatus() == TimeToLiveStatus.ENABLING;
        return on ? ttl.attributeName() : "off";
    }

    private static List<KeySchemaElement> keys(String hash, String range) {
        return List.of(
                KeySchemaElement.builder()
                        .attributeName(hash)
                        .keyType(KeyType.HASH)
                        .build(),
                KeySchemaElement.builder()
                        .attributeName(range)
                        .keyType(KeyType.RANGE)
                        .build());
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
