package org.socialfeed.bench.floor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** What is in the table, read without the service: for checks, one call after the other, consistent where it can be. */
public record Contents(Store store) {
    /** What BatchGetItem takes at most. */
    private static final int BATCH = 100;

    /**
     * What there is of a user: by the COUNT items, or counted.
     *
     * @param shards over how many the followers are spread
     */
    public record Counts(long posts, long following, long followers, int shards) {}

    /** What the COUNT items say, over all shards; users who do not exist are absent. */
    public Map<String, Counts> stored(List<String> users) {
        Map<String, Counts> stored = new HashMap<>();
        for (int from = 0; from < users.size(); from += BATCH / 2) {
            List<String> some = users.subList(from, Math.min(users.size(), from + BATCH / 2));
            List<Map<String, AttributeValue>> keys = new ArrayList<>();
            some.forEach(user -> keys.addAll(List.of(Keys.ownCount(user), Keys.followerCount(user, 0))));
            Map<String, Map<String, AttributeValue>> found = get(keys);
            for (String user : some) {
                Map<String, AttributeValue> own = found.get(name(Keys.ownCount(user)));
                Map<String, AttributeValue> first = found.get(name(Keys.followerCount(user, 0)));
                if (own != null && first != null) {
                    int shards = (int) number(first, "shards");
                    long followers = number(first, "followers") + further(user, shards);
                    stored.put(user, new Counts(number(own, "posts"), number(own, "following"), followers, shards));
                }
            }
        }
        return stored;
    }

    /** What is there of what those items count: all posts and edges of the user, and the same number of shards. */
    public Counts counted(String user, int shards) {
        long followers = IntStream.range(0, shards)
                .mapToLong(shard -> count(Keys.shard(Keys.user(user), shard), Keys.FOLLOWER))
                .sum();
        return new Counts(count(Keys.user(user), Keys.POST), count(Keys.user(user), Keys.FOLLOWING), followers, shards);
    }

    /**
     * How many items the table has. DynamoDB Local counts them when it is asked, where DynamoDB tells a number of some hours ago; a
     * Scan would not do, for DynamoDB Local reads all of the table into its heap for it.
     */
    public long items() {
        return store.client()
                .describeTable(describe -> describe.tableName(store.table()))
                .join()
                .table()
                .itemCount();
    }

    private long further(String user, int shards) {
        if (shards == 1) {
            return 0;
        }
        return get(IntStream.range(1, shards)
                        .mapToObj(shard -> Keys.followerCount(user, shard))
                        .toList())
                .values()
                .stream()
                .mapToLong(item -> number(item, "followers"))
                .sum();
    }

    private long count(String partition, String prefix) {
        long count = 0;
        Map<String, AttributeValue> start = Map.of();
        do {
            QueryRequest.Builder query = QueryRequest.builder()
                    .tableName(store.table())
                    .consistentRead(true)
                    .select(Select.COUNT)
                    .keyConditionExpression("PK = :pk AND begins_with(SK, :prefix)")
                    .expressionAttributeValues(
                            Map.of(":pk", AttributeValue.fromS(partition), ":prefix", AttributeValue.fromS(prefix)));
            QueryResponse answer = store.client()
                    .query((start.isEmpty() ? query : query.exclusiveStartKey(start)).build())
                    .join();
            count += answer.count();
            start = answer.lastEvaluatedKey();
        } while (!start.isEmpty());
        return count;
    }

    /** DynamoDB Local leaves nothing of a batch over; if it did, users would be missing, and the check would say so. */
    private Map<String, Map<String, AttributeValue>> get(Collection<Map<String, AttributeValue>> keys) {
        KeysAndAttributes asked =
                KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
        Map<String, Map<String, AttributeValue>> found = new HashMap<>();
        store.client()
                .batchGetItem(batch -> batch.requestItems(Map.of(store.table(), asked)))
                .join()
                .responses()
                .getOrDefault(store.table(), List.of())
                .forEach(item -> found.put(name(item), item));
        return found;
    }

    private static String name(Map<String, AttributeValue> item) {
        return text(item, Keys.PK) + " " + text(item, Keys.SK);
    }

    private static String text(Map<String, AttributeValue> item, String attribute) {
        return item.getOrDefault(attribute, AttributeValue.fromS("")).s();
    }

    /** -1 where there is none, which equals no count. */
    private static long number(Map<String, AttributeValue> item, String attribute) {
        return Long.parseLong(
                item.getOrDefault(attribute, AttributeValue.fromN("-1")).n());
    }
}
