package org.socialfeed.table;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.socialfeed.table.DynamoCalls.Request;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * BatchGetItem without its limits: any number of keys, in calls of 100, and what DynamoDB leaves over is asked again
 * with growing, jittered pauses until all is read or DynamoDB makes no progress.
 */
final class BatchRead {
    private static final int MOST_KEYS = 100;
    private static final int CONCURRENT_CALLS = 4;
    private static final int MOST_ROUNDS = 8;
    private static final long FIRST_PAUSE_MILLIS = 25;

    private final DynamoDbAsyncClient client;
    private final DynamoCalls calls;
    private final String table;

    BatchRead(DynamoDbAsyncClient client, DynamoCalls calls, String table) {
        this.client = client;
        this.calls = calls;
        this.table = table;
    }

    Uni<List<Map<String, AttributeValue>>> read(Request request, Iterable<Key> keys, Freshness freshness) {
        List<Uni<List<Map<String, AttributeValue>>>> parts = new ArrayList<>();
        for (List<Map<String, AttributeValue>> chunk : chunks(keys)) {
            KeysAndAttributes asked = KeysAndAttributes.builder()
                    .keys(chunk)
                    .consistentRead(freshness.consistent())
                    .build();
            parts.add(drain(request, asked, new ArrayList<>(), 0));
        }
        if (parts.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Uni.join()
                .all(parts)
                .usingConcurrencyOf(CONCURRENT_CALLS)
                .andFailFast()
                .map(lists -> lists.stream().flatMap(Collection::stream).toList());
    }

    private Uni<List<Map<String, AttributeValue>>> drain(
            Request request, KeysAndAttributes asked, List<Map<String, AttributeValue>> found, int round) {
        return calls.send(
                        request,
                        Operation.BATCH_GET_ITEM,
                        () -> client.batchGetItem(batch -> batch.requestItems(Map.of(table, asked))
                                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)),
                        answer -> answer.consumedCapacity().stream())
                .flatMap(answer -> {
                    found.addAll(answer.responses().getOrDefault(table, List.of()));
                    KeysAndAttributes left = answer.unprocessedKeys().get(table);
                    return left == null ? Uni.createFrom().item(found) : again(request, left, found, round);
                });
    }

    private Uni<List<Map<String, AttributeValue>>> again(
            Request request, KeysAndAttributes left, List<Map<String, AttributeValue>> found, int round) {
        calls.retried(Operation.BATCH_GET_ITEM, "unprocessed");
        if (round == MOST_ROUNDS) {
            return Uni.createFrom()
                    .failure(StoreFailure.throttled(ProvisionedThroughputExceededException.builder()
                            .message("DynamoDB left keys unprocessed " + MOST_ROUNDS + " times")
                            .build()));
        }
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(pause(round))
                .flatMap(ignored -> drain(request, left, found, round + 1));
    }

    private static Duration pause(int round) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, FIRST_PAUSE_MILLIS << round));
    }

    private static List<List<Map<String, AttributeValue>>> chunks(Iterable<Key> keys) {
        Set<Key> distinct = new LinkedHashSet<>();
        keys.forEach(distinct::add);
        List<List<Map<String, AttributeValue>>> chunks = new ArrayList<>();
        List<Map<String, AttributeValue>> chunk = new ArrayList<>();
        for (Key key : distinct) {
            chunk.add(key.attributes());
            if (chunk.size() == MOST_KEYS) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
            }
        }
        if (!chunk.isEmpty()) {
            chunks.add(chunk);
        }
        return chunks;
    }
}
