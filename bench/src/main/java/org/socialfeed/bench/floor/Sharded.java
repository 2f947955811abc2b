package org.socialfeed.bench.floor;

import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.socialfeed.bench.client.Post;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * What the table itself holds of a key that may have shards, read consistently.
 *
 * @param partition of shard 0
 * @param countKey sort key of the COUNT items
 * @param counted their attribute that holds the count
 * @param edge how the sort keys of edges begin
 */
public record Sharded(Store store, String partition, String countKey, String counted, String edge) {

    /** The followers of a user. */
    public static Sharded followers(Store store, String user) {
        return new Sharded(store, Keys.user(user), "COUNT#FOLLOWERS", "followers", "FOLLOWER#");
    }

    /** Those who like a post. */
    public static Sharded likers(Store store, Post post) {
        return new Sharded(store, Keys.POST + post.id(), "COUNT", "likes", "LIKER#");
    }

    /** How many shards there are; empty if there is no such user or post. */
    public OptionalInt shards() {
        Map<String, AttributeValue> first = count(0);
        AttributeValue shards = first.get("shards");
        return first.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(shards == null ? 1 : Integer.parseInt(shards.n()));
    }

    /** The sum of the COUNT items. */
    public long counts() {
        return all().mapToLong(this::counted).sum();
    }

    /** The edges there are. */
    public long edges() {
        return all().mapToLong(shard -> edges(Keys.shard(partition, shard))).sum();
    }

    private IntStream all() {
        return IntStream.range(0, shards().orElse(0));
    }

    /** A shard without a COUNT item can't be right, whatever they are. */
    private long counted(int shard) {
        AttributeValue count = count(shard).get(counted);
        if (count == null) {
            throw new IllegalStateException(Keys.shard(partition, shard) + " has no " + countKey);
        }
        return Long.parseLong(count.n());
    }

    private Map<String, AttributeValue> count(int shard) {
        return store.client()
                .getItem(get -> get.tableName(store.table())
                        .key(Keys.key(Keys.shard(partition, shard), countKey))
                        .consistentRead(true))
                .join()
                .item();
    }

    private long edges(String key) {
        long found = 0;
        Map<String, AttributeValue> from = Map.of();
        do {
            Map<String, AttributeValue> start = from;
            QueryResponse page = store.client()
                    .query(query -> query.tableName(store.table())
                            .consistentRead(true)
                            .select(Select.COUNT)
                            .keyConditionExpression("PK = :pk AND begins_with(SK, :edge)")
                            .expressionAttributeValues(
                                    Map.of(":pk", AttributeValue.fromS(key), ":edge", AttributeValue.fromS(edge)))
                            .exclusiveStartKey(start.isEmpty() ? null : start))
                    .join();
            found += page.count();
            from = page.lastEvaluatedKey();
        } while (!from.isEmpty());
        return found;
    }
}
