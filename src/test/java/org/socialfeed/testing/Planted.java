package org.socialfeed.testing;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import org.socialfeed.local.LocalTable;
import org.socialfeed.table.Counts;
import org.socialfeed.table.Item;
import org.socialfeed.table.Keys;
import org.socialfeed.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Puts items straight into the table, where making them by the API would take too long. */
public final class Planted implements AutoCloseable {
    private static final String TABLE = "social-feed";
    private static final int BATCH = 25;
    private static final long EPOCH = 1_700_000_000_000L;
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final DynamoDbAsyncClient client;

    private Planted(URI endpoint) {
        this.client =
                LocalTable.configure(DynamoDbAsyncClient.builder(), endpoint).build();
    }

    /** In the store behind {@link TestingDynamo#current()}. */
    public static Planted inCurrent() {
        return new Planted(TestingDynamo.current().url());
    }

    public void profile(String username) {
        Username user = new Username(username);
        put(List.of(
                Item.at(Keys.profile(user))
                        .with("displayName", username)
                        .with("createdAt", EPOCH)
                        .with("etag", "planted"),
                Counts.own(user, Instant.ofEpochMilli(EPOCH)),
                Counts.followers(user)));
    }

    /** The follower's side of edges, counted, which is what a feed reads. */
    public void follows(String follower, List<String> followees) {
        updateOwnCount(
                follower, "ADD following :more, followingVersion :more", Map.of(":more", number(followees.size())));
        put(followees.stream().map(followee -> edge(follower, followee)).toList());
    }

    /** The follower's side of an edge that the count does not know, as after half a transaction. */
    public void uncountedFollow(String follower, String followee) {
        put(List.of(edge(follower, followee)));
    }

    /** A post of this moment, in milliseconds from a fixed one; its id. */
    public String post(String author, long millis, String text) {
        PostId id = id(author, millis);
        put(post(author, id, text).toList());
        return id.value();
    }

    /** As many posts of each author, written in turns: after the first post of the last author comes the second of the first. */
    public void posts(List<String> authors, int each, String text) {
        put(IntStream.range(0, each * authors.size())
                .boxed()
                .flatMap(i -> {
                    String author = authors.get(i % authors.size());
                    return post(author, id(author, i), text);
                })
                .toList());
    }

    /** The liker's side of likes of posts that have been deleted since, each of its moment as in {@link #post}. */
    public void likesOfDeletedPosts(String liker, String author, IntStream millis) {
        put(millis.mapToObj(each -> Item.at(Keys.like(new Username(liker), id(author, each)))
                        .with("likedAt", EPOCH)
                        .with("author", author)
                        .with("shard", 0))
                .toList());
    }

    /** As if the user had changed their lists long ago. */
    public void settle(String username) {
        updateOwnCount(username, "SET changedAt = :epoch", Map.of(":epoch", number(EPOCH)));
    }

    /** Counts a post that the user deletes at this moment, while its item is still there. */
    public void countDeletion(String username) {
        updateOwnCount(
                username,
                "SET changedAt = :now ADD posts :less, postsVersion :more",
                Map.of(":now", number(System.currentTimeMillis()), ":less", number(-1), ":more", number(1)));
    }

    private void updateOwnCount(String username, String expression, Map<String, AttributeValue> values) {
        client.updateItem(update -> update.tableName(TABLE)
                        .key(key(Item.at(Keys.ownCount(new Username(username)))))
                        .updateExpression(expression)
                        .expressionAttributeValues(values))
                .join();
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    /** Removes an item as nobody does it in production: to see what a half-done state looks like. */
    public void remove(Item item) {
        client.deleteItem(delete -> delete.tableName(TABLE).key(key(item))).join();
    }

    private static Map<String, AttributeValue> key(Item item) {
        Map<String, AttributeValue> key = new HashMap<>(item.attributes());
        key.keySet().retainAll(List.of(TableSchema.PK, TableSchema.SK));
        return key;
    }

    private static Item edge(String follower, String followee) {
        return Item.at(Keys.following(new Username(follower), new Username(followee)))
                .with("followedAt", EPOCH)
                .with("shard", 0);
    }

    private void put(List<Item> items) {
        List<List<Item>> batches = new ArrayList<>();
        for (int i = 0; i < items.size(); i += BATCH) {
            batches.add(items.subList(i, Math.min(items.size(), i + BATCH)));
        }
        batches.stream().map(this::write).toList().forEach(written -> {
            if (written.hasUnprocessedItems() && !written.unprocessedItems().isEmpty()) {
                throw new IllegalStateException("DynamoDB Local left items over");
            }
        });
    }

    private BatchWriteItemResponse write(List<Item> batch) {
        List<WriteRequest> writes = batch.stream()
                .map(item -> WriteRequest.builder()
                        .putRequest(put -> put.item(item.attributes()))
                        .build())
                .toList();
        return client.batchWriteItem(request -> request.requestItems(Map.of(TABLE, writes)))
                .join();
    }

    private static Stream<Item> post(String author, PostId id, String text) {
        Username user = new Username(author);
        return Stream.of(Item.atPost(user, id).with(TableSchema.TEXT, text), Counts.likes(user, id));
    }

    private static PostId id(String author, long millis) {
        return id(EPOCH + millis, Integer.toUnsignedLong(author.hashCode()));
    }

    private static PostId id(long millis, long random) {
        StringBuilder id = new StringBuilder();
        for (int shift = 45; shift >= 0; shift -= 5) {
            id.append(DIGITS.charAt((int) (millis >> shift & 31)));
        }
        for (int shift = 75; shift >= 5; shift -= 5) {
            id.append(DIGITS.charAt(shift >= 64 ? 0 : (int) (random >> shift & 31)));
        }
        return new PostId(id.append('0').toString());
    }

    @Override
    public void close() {
        client.close();
    }
}
