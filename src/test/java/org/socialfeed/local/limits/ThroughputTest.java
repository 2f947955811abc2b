package org.socialfeed.local.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.socialfeed.local.limits.LimitedTable.TABLE;
import static org.socialfeed.local.limits.LimitedTable.await;
import static org.socialfeed.local.limits.LimitedTable.fresh;
import static org.socialfeed.local.limits.LimitedTable.key;
import static org.socialfeed.local.limits.LimitedTable.post;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.socialfeed.table.TableSchema;
import org.socialfeed.testing.Concurrently;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;

/** What a partition key takes in a second, and how more is refused. */
class ThroughputTest {
    private static final int CLIENTS = 4;
    private static final double SECONDS = 4;

    /** Five writes and fifteen reads a second: far below what the slowest machine asks for. */
    private static final double SLOW = 0.005;

    @RegisterExtension
    static final LimitedTable TABLE_BEHIND = new LimitedTable();

    /** A cold store answers a few requests a second. */
    @BeforeAll
    static void warmUp() {
        for (int i = 0; i < 100; i++) {
            TABLE_BEHIND.put(key(fresh("warm"), "item"));
        }
    }

    @Test
    void aPartitionTakesItsWritesPerSecondAndNoMore() {
        TABLE_BEHIND.limited().scale(SLOW);
        String hot = fresh("hot");

        Pushed pushed = push(() -> TABLE_BEHIND.put(key(hot, fresh("item"))));

        double rate = 5;
        assertKeeps(rate, pushed);
        assertThat(TABLE_BEHIND.limited().totals(hot, "WRITE").units()).isEqualTo(pushed.accepted);
        assertThat(TABLE_BEHIND.limited().totals(hot, "WRITE").requests()).isEqualTo((long) pushed.accepted);
        assertThat(TABLE_BEHIND.limited().totals(hot, "WRITE").throttled()).isEqualTo(pushed.refused);
    }

    @Test
    void aPartitionTakesItsReadsPerSecondAndNoMore() {
        TABLE_BEHIND.limited().scale(SLOW);
        String hot = fresh("hot");

        Pushed pushed = push(() -> await(TABLE_BEHIND
                .client()
                .getItem(get -> get.tableName(TABLE).key(key(hot, "item")).consistentRead(true))));

        double rate = 15;
        assertKeeps(rate, pushed);
    }

    @Test
    void aFullPartitionDoesNotTouchItsNeighbours() {
        TABLE_BEHIND.limited().scale(LimitedTable.SCARCE);
        String hot = fresh("hot");
        TABLE_BEHIND.exhaustWrites(hot);

        assertThat(refusal(() -> TABLE_BEHIND.put(key(hot, "more")))).isNotNull();
        TABLE_BEHIND.put(key(fresh("cool"), "item"));
        await(TABLE_BEHIND.client().getItem(get -> get.tableName(TABLE).key(key(hot, "more"))));
    }

    @Test
    void aRefusedWriteIsNotDone() {
        TABLE_BEHIND.limited().scale(LimitedTable.SCARCE);
        String hot = fresh("hot");
        TABLE_BEHIND.exhaustWrites(hot);

        refusal(() -> TABLE_BEHIND.put(key(hot, "more")));

        assertThat(TABLE_BEHIND
                        .direct()
                        .getItem(get -> get.tableName(TABLE).key(key(hot, "more")))
                        .join()
                        .hasItem())
                .isFalse();
    }

    @Test
    void everyWriteOfATableIsRefusedForTheTable() {
        TABLE_BEHIND.limited().scale(LimitedTable.SCARCE);
        String hot = fresh("hot");
        TABLE_BEHIND.exhaustWrites(hot);
        Map<String, AttributeValue> key = key(hot, "huge");

        Stream.<Runnable>of(
                        () -> TABLE_BEHIND.put(key),
                        () -> await(TABLE_BEHIND
                                .client()
                                .deleteItem(d -> d.tableName(TABLE).key(key))),
                        () -> await(TABLE_BEHIND
                                .client()
                                .updateItem(u -> u.tableName(TABLE)
                                        .key(key)
                                        .updateExpression("SET body = :b")
                                        .expressionAttributeValues(Map.of(":b", fromS(""))))))
                .forEach(write -> assertThat(refusal(write))
                        .containsExactly(
                                "TableWriteKeyRangeThroughputExceeded arn:aws:dynamodb:ddblocal:000000000000:table/"
                                        + TABLE));
    }

    @Test
    void aQueryIsRefusedForTheTableOrForTheIndex() {
        TABLE_BEHIND.limited().scale(LimitedTable.SCARCE);
        String hot = fresh("hot");
        TABLE_BEHIND.exhaustReads(hot);

        assertThat(refusal(() -> query(hot, false)))
                .singleElement()
                .satisfies(reason -> assertThat(reason).startsWith("TableReadKeyRangeThroughputExceeded"));
        query(hot, true);
    }

    @Test
    void aQueryOfTheIndexIsChargedToTheIndex() {
        String followed = fresh("FOLLOWING");
        TABLE_BEHIND.put(post(fresh("USER"), "POST#1", followed, "hello"));

        query(followed, true);

        assertThat(TABLE_BEHIND
                        .limited()
                        .totals(TableSchema.INDEX, followed, "READ")
                        .units())
                .isEqualTo(0.5);
        assertThat(TABLE_BEHIND
                        .limited()
                        .totals(TableSchema.INDEX, followed, "WRITE")
                        .units())
                .isEqualTo(1);
    }

    @Test
    void anIndexOverItsLimitRefusesTheWriteOfTheTable() {
        TABLE_BEHIND.limited().scale(LimitedTable.SCARCE);
        String followed = fresh("FOLLOWING");
        TABLE_BEHIND.exhaustIndexWrites(followed);

        assertThat(refusal(() -> TABLE_BEHIND.put(post(fresh("USER"), "POST#1", followed, "hello"))))
                .containsExactly("IndexWriteKeyRangeThroughputExceeded arn:aws:dynamodb:ddblocal:000000000000:table/"
                        + TABLE + "/index/" + TableSchema.INDEX);
        TABLE_BEHIND.put(key(fresh("USER"), "PROFILE"));
    }

    @Test
    void anIndexOverItsLimitRefusesTheDeleteOfAnItemThatWasPutThere() {
        String author = fresh("USER");
        String followed = fresh("FOLLOWING");
        TABLE_BEHIND.put(post(author, "POST#1", followed, "hello"));
        TABLE_BEHIND.limited().scale(LimitedTable.SCARCE);
        TABLE_BEHIND.exhaustIndexWrites(followed);

        assertThat(refusal(() -> await(
                        TABLE_BEHIND.client().deleteItem(d -> d.tableName(TABLE).key(key(author, "POST#1"))))))
                .singleElement()
                .satisfies(reason -> assertThat(reason).startsWith("IndexWriteKeyRangeThroughputExceeded"));
    }

    @Test
    void anUpdateOfWhatTheIndexDoesNotHoldIsNotItsMatter() {
        String author = fresh("USER");
        String followed = fresh("FOLLOWING");
        TABLE_BEHIND.put(post(author, "POST#1", followed, "hello"));
        TABLE_BEHIND.limited().scale(LimitedTable.SCARCE);
        TABLE_BEHIND.exhaustIndexWrites(followed);

        await(TABLE_BEHIND
                .client()
                .updateItem(u -> u.tableName(TABLE)
                        .key(key(author, "POST#1"))
                        .updateExpression("SET likes = :l")
                        .expressionAttributeValues(Map.of(":l", fromS("1")))));
    }

    @Test
    void aConditionThatDoesNotHoldIsCharged() {
        String user = fresh("USER");
        assertThatThrownBy(() -> await(TABLE_BEHIND
                        .client()
                        .putItem(p -> p.tableName(TABLE)
                                .item(key(user, "PROFILE"))
                                .conditionExpression("attribute_exists(PK)"))))
                .isInstanceOf(ConditionalCheckFailedException.class);

        assertThat(TABLE_BEHIND.limited().totals(user, "WRITE").units()).isEqualTo(1);
    }

    @Test
    void aProvisionedTableRefusesInItsOwnWay() {
        TABLE_BEHIND
                .client()
                .createTable(TableSchema.create("provisioned").toBuilder()
                        .billingMode(BillingMode.PROVISIONED)
                        .provisionedThroughput(
                                units -> units.readCapacityUnits(1_000L).writeCapacityUnits(1_000L))
                        .globalSecondaryIndexes(
                                TableSchema.create("provisioned").globalSecondaryIndexes().get(0).toBuilder()
                                        .provisionedThroughput(units ->
                                                units.readCapacityUnits(1_000L).writeCapacityUnits(1_000L))
                                        .build())
                        .build())
                .join();
        TABLE_BEHIND.limited().scale(LimitedTable.SCARCE);
        String hot = fresh("hot");
        var huge = LimitedTable.with(key(hot, "huge"), "body", LimitedTable.HUGE);
        await(TABLE_BEHIND.client().putItem(p -> p.tableName("provisioned").item(huge)));

        assertThat(catchThrowableOfType(
                                ProvisionedThroughputExceededException.class,
                                () -> await(TABLE_BEHIND
                                        .client()
                                        .putItem(p -> p.tableName("provisioned").item(huge))))
                        .throttlingReasons())
                .extracting(ThrottlingReason::reason)
                .containsExactly("TableWriteKeyRangeThroughputExceeded");
    }

    private record Pushed(double seconds, double accepted, long refused) {}

    /** At most the rate, a full bucket and one request; at least four fifths of the rate, if so much was asked for. */
    private static void assertKeeps(double rate, Pushed pushed) {
        double demand = pushed.accepted + pushed.refused;
        assertThat(pushed.accepted)
                .isGreaterThanOrEqualTo(0.8 * Math.min(demand, rate * pushed.seconds))
                .isLessThanOrEqualTo(rate * pushed.seconds + rate + 1);
    }

    /** Clients that make a request again and again, refused or not. */
    private static Pushed push(Runnable request) {
        long begun = System.nanoTime();
        Supplier<int[]> client = () -> {
            int[] counts = new int[2];
            while (secondsSince(begun) < SECONDS) {
                try {
                    request.run();
                    counts[0]++;
                } catch (ThrottlingException e) {
                    counts[1]++;
                }
            }
            return counts;
        };
        List<int[]> counts = Stream.generate(() -> Concurrently.start(client)).limit(CLIENTS).toList().stream()
                .map(each -> each.join())
                .toList();
        return new Pushed(
                secondsSince(begun),
                counts.stream().mapToInt(each -> each[0]).sum(),
                counts.stream().mapToInt(each -> each[1]).sum());
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    /** The reasons of the throttling that a request meets, with the resource. */
    private static List<String> refusal(Runnable request) {
        return catchThrowableOfType(ThrottlingException.class, request::run).throttlingReasons().stream()
                .map(reason -> reason.reason() + " " + reason.resource())
                .toList();
    }

    private static void query(String partition, boolean index) {
        await(TABLE_BEHIND
                .client()
                .query(q -> q.tableName(TABLE)
                        .indexName(index ? TableSchema.INDEX : null)
                        .keyConditionExpression("#pk = :pk")
                        .expressionAttributeNames(Map.of("#pk", index ? TableSchema.GSI1PK : TableSchema.PK))
                        .expressionAttributeValues(Map.of(":pk", fromS(partition)))));
    }
}
