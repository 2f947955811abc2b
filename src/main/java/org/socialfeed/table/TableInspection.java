package org.socialfeed.table;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** What DynamoDB tells of the table itself. Consumes no capacity; fails as {@link FeedTable} does. */
@Singleton
public class TableInspection {
    private final DynamoDbAsyncClient client;
    private final DynamoCalls calls;
    private final TableSettings settings;

    TableInspection(DynamoDbAsyncClient client, DynamoCalls calls, TableSettings settings) {
        this.client = client;
        this.calls = calls;
        this.settings = settings;
    }

    /** What differs between the table in DynamoDB and {@link TableSchema}: empty if it fits. */
    public Uni<List<String>> differences() {
        // One after the other: of two calls that fail together, the second would be logged as a dropped exception.
        return calls.inRequest(request -> describe(request)
                        .flatMap(table -> calls.send(
                                        request,
                                        Operation.DESCRIBE_TIME_TO_LIVE,
                                        () -> client.describeTimeToLive(
                                                describe -> describe.tableName(settings.name())))
                                .map(ttl -> TableSchema.differences(table.table(), ttl.timeToLiveDescription()))))
                .onFailure(failure -> failure.getCause() instanceof ResourceNotFoundException)
                .recoverWithItem(List.of("it does not exist"));
    }

    /**
     * Tells the table from others: its ARN and when it was created. One of the same name may be in another account or region,
     * or may have taken its place, restored or new. DynamoDB's own id would do, but DynamoDB Local has none.
     */
    public Uni<String> identity() {
        return calls.inRequest(this::describe)
                .map(answer ->
                        answer.table().tableArn() + " of " + answer.table().creationDateTime());
    }

    private Uni<DescribeTableResponse> describe(DynamoCalls.Request request) {
        return calls.send(
                request,
                Operation.DESCRIBE_TABLE,
                () -> client.describeTable(describe -> describe.tableName(settings.name())));
    }
}
