package org.socialfeed.local;

import java.net.URI;
import java.util.concurrent.CompletionException;
import org.socialfeed.table.TableSchema;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** The table in a DynamoDB Local: how it is reached and created. */
public final class LocalTable {
    /** DynamoDB Local takes any key of letters and digits; it is no secret. */
    public static final String ACCESS_KEY = "local";

    private LocalTable() {}

    /** Points a client to a DynamoDB Local. */
    public static DynamoDbAsyncClientBuilder configure(DynamoDbAsyncClientBuilder builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, ACCESS_KEY)));
    }

    /** Creates the table unless it is there; waits until it can be used. Blocks. */
    public static void create(URI endpoint, String name) {
        try (DynamoDbAsyncClient client =
                configure(DynamoDbAsyncClient.builder(), endpoint).build()) {
            try {
                client.createTable(TableSchema.create(name)).join();
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof ResourceInUseException)) {
                    throw e;
                }
            }
            // Asked in any case: an earlier start may have ended between the two steps.
            if (client.describeTimeToLive(ttl -> ttl.tableName(name))
                            .join()
                            .timeToLiveDescription()
                            .timeToLiveStatus()
                    == TimeToLiveStatus.DISABLED) {
                client.updateTimeToLive(TableSchema.timeToLive(name)).join();
            }
        }
    }
}
