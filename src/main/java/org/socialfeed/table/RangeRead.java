package org.socialfeed.table;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.socialfeed.table.DynamoCalls.Request;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Query without its limits: where an answer ends after 1 MB, the next call goes on, until enough is read. */
final class RangeRead {
    private final DynamoDbAsyncClient client;
    private final DynamoCalls calls;
    private final String table;
    private final Clock clock;

    RangeRead(DynamoDbAsyncClient client, DynamoCalls calls, String table, Clock clock) {
        this.client = client;
        this.calls = calls;
        this.table = table;
        this.clock = clock;
    }

    /** The first {@code limit} items of the range that have not expired; {@code more} unless the range has ended. */
    Uni<Slice<Item>> read(Request request, Range range, int limit, Freshness freshness) {
        return goOn(request, range, limit, freshness, Map.of(), new ArrayList<>());
    }

    /** How many items the range has, by consistent reads of 1 MB each. */
    Uni<Long> count(Request request, Range range, LongConsumer progress) {
        return countFrom(request, range, progress, Map.of(), 0);
    }

    private Uni<Long> countFrom(
            Request request, Range range, LongConsumer progress, Map<String, AttributeValue> start, long before) {
        QueryRequest query = query(range, Integer.MAX_VALUE, Freshness.CONSISTENT, start).toBuilder()
                .select(Select.COUNT)
                .build();
        return calls.send(
                        request,
                        Operation.QUERY,
                        () -> client.query(query),
                        answer -> Stream.ofNullable(answer.consumedCapacity()))
                .invoke(answer -> progress.accept(answer.count()))
                .flatMap(answer -> answer.hasLastEvaluatedKey()
                        ? countFrom(request, range, progress, answer.lastEvaluatedKey(), before + answer.count())
                        : Uni.createFrom().item(before + answer.count()));
    }

    private Uni<Slice<Item>> goOn(
            Request request,
            Range range,
            int limit,
            Freshness freshness,
            Map<String, AttributeValue> start,
            List<Item> found) {
        QueryRequest query = query(range, limit - found.size(), freshness, start);
        return calls.send(
                        request,
                        Operation.QUERY,
                        () -> client.query(query),
                        answer -> Stream.ofNullable(answer.consumedCapacity()))
                .flatMap(answer -> {
                    answer.items()
                            .forEach(attributes -> Item.unlessExpired(attributes, clock.instant())
                                    .ifPresent(found::add));
                    boolean more = answer.hasLastEvaluatedKey();
                    return more && found.size() < limit
                            ? goOn(request, range, limit, freshness, answer.lastEvaluatedKey(), found)
                            : Uni.createFrom().item(new Slice<>(found, more));
                });
    }

    private QueryRequest query(Range range, int limit, Freshness freshness, Map<String, AttributeValue> start) {
        return QueryRequest.builder()
                .tableName(table)
                .indexName(range.index() ? TableSchema.INDEX : null)
                .keyConditionExpression("#pk = :pk AND #sk BETWEEN :low AND :high")
                .expressionAttributeNames(Map.of(
                        "#pk", range.index() ? TableSchema.GSI1PK : TableSchema.PK,
                        "#sk", range.index() ? TableSchema.GSI1SK : TableSchema.SK))
                .expressionAttributeValues(Map.of(
                        ":pk", AttributeValue.fromS(range.partition()),
                        ":low", AttributeValue.fromS(range.low()),
                        ":high", AttributeValue.fromS(range.high())))
                .scanIndexForward(!range.newestFirst())
                .limit(limit)
                .consistentRead(freshness.consistent())
                .exclusiveStartKey(Write.orNull(start))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
    }
}
