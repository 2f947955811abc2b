package org.socialfeed.table;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.socialfeed.table.DynamoCalls.Request;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * BatchGetItem without its limits: any number of keys, in calls of 100, and what DynamoDB leaves over is asked again
 * with growing, jittered pauses until all is read or DynamoDB makes no progress.
 */
final class BatchRead {
    private static final int MOST_KEYS = 100;
    private static final int CONCURRENT_CALLS = 4;
    private static final int MOST_ROUNDS = 8;

    private final DynamoDbAsyncClient client;
    private final DynamoCalls calls;
    private final String table;
    private final Leftovers leftovers;

    BatchRead(DynamoDbAsyncClient client, DynamoCalls calls, String table) {
        this.client = client;
        this.calls = calls;
        this.table = table;
        this.leftovers = new Leftovers(calls, Operation.BATCH_GET_ITEM, MOST_ROUNDS);
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
                    return left == null
                            ? Uni.createFrom().item(found)
                            : leftovers.again(round, () -> drain(request, left, found, round + 1));
                });
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
