package org.socialfeed.table;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.socialfeed.table.DynamoCalls.Request;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Writes many items without transactions, for imports: half the price, and nothing of it is to be seen by anybody until
 * the items on which the existence of users and posts stands are created.
 */
@Singleton
public class BulkWrite {
    /** What BatchWriteItem takes at most. */
    public static final int BATCH = 25;

    private static final int MOST_ROUNDS = 12;

    private final DynamoDbAsyncClient client;
    private final DynamoCalls calls;
    private final TableSettings settings;
    private final Leftovers leftovers;
    private final Leftovers throttled;

    BulkWrite(DynamoDbAsyncClient client, DynamoCalls calls, TableSettings settings) {
        this.client = client;
        this.calls = calls;
        this.settings = settings;
        this.leftovers = new Leftovers(calls, Operation.BATCH_WRITE_ITEM, MOST_ROUNDS);
        this.throttled = new Leftovers(calls, Operation.PUT_ITEM, MOST_ROUNDS);
    }

    /**
     * Puts at most {@link #BATCH} items with different keys, whether or not they exist; what DynamoDB leaves over is sent
     * again with jittered back-off, and so is a batch of which it takes nothing. 1 write unit per KB, and the index what it costs besides.
     */
    public Uni<Void> putBatch(List<Item> items) {
        List<WriteRequest> writes = items.stream()
                .map(item -> WriteRequest.builder()
                        .putRequest(put -> put.item(item.attributes()))
                        .build())
                .toList();
        return calls.inRequest(request -> drain(request, writes, 0));
    }

    /**
     * Puts the items that do not exist yet, at most so many at a time; those that are throttled are sent again with jittered
     * back-off. 1 write unit per KB, refused ones included.
     *
     * @return the keys of those that exist
     */
    public Uni<List<Key>> createAll(List<Item> items, int concurrency) {
        return calls.inRequest(request -> Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUni(
                        item -> create(request, item, 0).map(created -> created ? List.<Key>of() : List.of(item.key())))
                .merge(concurrency)
                .onItem()
                .<Key>disjoint()
                .collect()
                .asList());
    }

    private Uni<Boolean> create(Request request, Item item, int round) {
        Condition absent = Condition.absent();
        return calls.send(
                        request,
                        Operation.PUT_ITEM,
                        () -> client.putItem(put -> put.tableName(settings.name())
                                .item(item.attributes())
                                .conditionExpression(absent.expression())
                                .expressionAttributeNames(absent.names())
                                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)),
                        answer -> Stream.ofNullable(answer.consumedCapacity()))
                .replaceWith(true)
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithItem(false)
                .onFailure(StoreFailure::isContention)
                .recoverWithUni(() -> throttled.again(round, () -> create(request, item, round + 1)));
    }

    private Uni<Void> drain(Request request, List<WriteRequest> writes, int round) {
        return calls.send(
                        request,
                        Operation.BATCH_WRITE_ITEM,
                        () -> client.batchWriteItem(batch -> batch.requestItems(Map.of(settings.name(), writes))
                                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)),
                        answer -> answer.consumedCapacity().stream())
                .map(answer -> answer.unprocessedItems().getOrDefault(settings.name(), List.of()))
                .onFailure(StoreFailure::isContention)
                .recoverWithItem(writes)
                .flatMap(left -> left.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : leftovers.again(round, () -> drain(request, left, round + 1)));
    }
}
