package org.socialfeed.bench.floor;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.socialfeed.bench.client.Capacity;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** The requests of one page, and what they have consumed. */
final class Requests {
    private final Store store;
    private int calls;
    private double rcu;

    Requests(Store store) {
        this.store = store;
    }

    synchronized Capacity consumed() {
        return new Capacity(rcu, 0, calls);
    }

    /**
     * One query of a partition of the table, consistent.
     *
     * @param low least sort key
     * @param high greatest sort key
     */
    CompletableFuture<List<Found>> own(String partition, String low, String high, int limit) {
        return query(QueryRequest.builder()
                .consistentRead(true)
                .keyConditionExpression("PK = :pk AND SK BETWEEN :low AND :high")
                .expressionAttributeValues(values(partition, low, high))
                .scanIndexForward(false)
                .limit(limit));
    }

    /** An author's newest entries of the index up to this sort key, eventually consistent. */
    CompletableFuture<List<Found>> entries(String author, String high, int limit) {
        return query(QueryRequest.builder()
                .indexName(Keys.INDEX)
                .keyConditionExpression("GSI1PK = :pk AND GSI1SK BETWEEN :low AND :high")
                .expressionAttributeValues(values(Keys.FOLLOWING + author, Keys.POST, high))
                .scanIndexForward(false)
                .limit(limit));
    }

    /** One item, consistent. */
    CompletableFuture<Void> item(Map<String, AttributeValue> key) {
        return store.client()
                .getItem(get -> get.tableName(store.table())
                        .key(key)
                        .consistentRead(true)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .thenAccept(answer -> account(answer.consumedCapacity()));
    }

    /** One batch of at most 100 items, eventually consistent. */
    CompletableFuture<Void> get(Collection<Map<String, AttributeValue>> keys) {
        KeysAndAttributes asked = KeysAndAttributes.builder().keys(keys).build();
        return store.client()
                .batchGetItem(batch -> batch.requestItems(Map.of(store.table(), asked))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .thenAccept(answer -> answer.consumedCapacity().forEach(this::account));
    }

    private CompletableFuture<List<Found>> query(QueryRequest.Builder query) {
        return store.client()
                .query(query.tableName(store.table())
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .build())
                .thenApply(this::items);
    }

    private List<Found> items(QueryResponse answer) {
        account(answer.consumedCapacity());
        return answer.items().stream().map(Found::of).toList();
    }

    private synchronized void account(ConsumedCapacity consumed) {
        calls++;
        rcu += Optional.ofNullable(consumed.capacityUnits()).orElse(0.0);
    }

    private static Map<String, AttributeValue> values(String partition, String low, String high) {
        return Map.of(
                ":pk",
                AttributeValue.fromS(partition),
                ":low",
                AttributeValue.fromS(low),
                ":high",
                AttributeValue.fromS(high));
    }
}
