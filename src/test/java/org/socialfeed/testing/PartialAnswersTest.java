package org.socialfeed.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.socialfeed.testing.TestingDynamo.op;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Batches done by half, and indexes that have not heard of everything. */
class PartialAnswersTest {
    @RegisterExtension
    static final Things things = new Things();

    private final TestingDynamo dynamo = things.dynamo();

    @BeforeEach
    void fill() {
        Stream.of("a", "b", "c", "d", "e").forEach(name -> things.put(name).join());
    }

    @Test
    void theRestOfAHalvedBatchComesBackUnprocessed() {
        dynamo.on(op("BatchGetItem")).halve();

        BatchGetItemResponse reply = get("a", "b", "c", "d", "e");

        assertThat(found(reply)).containsExactlyInAnyOrder("a", "b");
        assertThat(reply.unprocessedKeys()).isEqualTo(Map.of(Things.TABLE, keys("c", "d", "e")));
    }

    @Test
    void halvingOneKeyReadsIt() {
        dynamo.on(op("BatchGetItem")).halve();

        BatchGetItemResponse reply = get("a");

        assertThat(found(reply)).containsExactly("a");
        assertThat(reply.unprocessedKeys()).isEmpty();
    }

    @Test
    void theRestOfHalvedWritesComesBackUnwritten() {
        dynamo.on(op("BatchWriteItem")).halve();
        List<WriteRequest> writes = Stream.of("x", "y", "z")
                .map(name -> WriteRequest.builder()
                        .putRequest(p -> p.item(Things.item(name)))
                        .build())
                .toList();

        BatchWriteItemResponse reply = things.client()
                .batchWriteItem(r -> r.requestItems(Map.of(Things.TABLE, writes)))
                .join();

        assertThat(reply.unprocessedItems()).isEqualTo(Map.of(Things.TABLE, writes.subList(1, 3)));
        assertThat(Stream.of("x", "y", "z").filter(things::stored)).containsExactly("x");
    }

    @Test
    void aHiddenItemIsMissingFromTheIndexOnly() {
        dynamo.hideFromIndex("\"PK\":{\"S\":\"c\"}");

        QueryResponse reply = things.queryIndex(QueryRequest.builder()).join();

        assertThat(names(reply.items())).containsExactly("a", "b", "d", "e");
        assertThat(List.of(reply.count(), reply.scannedCount())).containsExactly(4, 4);
        assertThat(found(get("c"))).containsExactly("c");
    }

    @Test
    void aLateIndexFillsItsPagesWithWhatItHas() {
        dynamo.hideFromIndex("{\"S\":\"a\"}");
        dynamo.hideFromIndex("{\"S\":\"c\"}");

        QueryResponse page = things.queryIndex(QueryRequest.builder().limit(2)).join();
        QueryResponse next = things.queryIndex(
                        QueryRequest.builder().limit(2).exclusiveStartKey(page.lastEvaluatedKey()))
                .join();

        assertThat(names(page.items())).containsExactly("b", "d");
        assertThat(page.count()).isEqualTo(2);
        assertThat(names(next.items())).containsExactly("e");
        assertThat(next.hasLastEvaluatedKey()).isFalse();
    }

    @Test
    void anIndexCatchesUp() {
        dynamo.forgetIndexItems(item -> true);
        assertThat(things.queryIndex(QueryRequest.builder()).join().items()).isEmpty();

        dynamo.indexCatchesUp();

        assertThat(things.queryIndex(QueryRequest.builder()).join().items()).hasSize(5);
    }

    private static List<String> names(List<Map<String, AttributeValue>> items) {
        return items.stream()
                .map(item -> Objects.requireNonNull(item.get("PK")).s())
                .toList();
    }

    private static List<String> found(BatchGetItemResponse reply) {
        return names(reply.responses().getOrDefault(Things.TABLE, List.of()));
    }

    private static KeysAndAttributes keys(String... names) {
        return KeysAndAttributes.builder()
                .keys(Stream.of(names).map(Things::key).toList())
                .consistentRead(true)
                .build();
    }

    private static BatchGetItemResponse get(String... names) {
        return things.client()
                .batchGetItem(r -> r.requestItems(Map.of(Things.TABLE, keys(names))))
                .join();
    }
}
