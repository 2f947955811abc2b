package org.socialfeed.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.socialfeed.testing.TestingDynamo.op;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.socialfeed.id.Username;
import org.socialfeed.local.LocalDynamo;
import org.socialfeed.local.LocalTable;
import org.socialfeed.testing.CallPattern;
import org.socialfeed.testing.TestingDynamo;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** The table against a real DynamoDB Local, without the service around it. */
class FeedTableTest {
    private static final Username ALICE = new Username("alice");

    @SuppressWarnings("NullAway.Init")
    private static LocalDynamo dynamo;

    @SuppressWarnings("NullAway.Init")
    private static DynamoDbAsyncClient client;

    @BeforeAll
    static void start() {
        dynamo = LocalDynamo.start(Optional.empty());
        client = client(dynamo.uri());
    }

    @AfterAll
    static void stop() {
        client.close();
        dynamo.close();
    }

    @Test
    void readsMoreKeysThanOneBatchTakesAndLeavesOutTheAbsent() {
        FeedTable table = table("batches");
        List<Username> users =
                IntStream.range(0, 230).mapToObj(i -> new Username("user_" + i)).toList();
        for (int i = 0; i < users.size(); i += 50) {
            await(table.transact(users.subList(i, Math.min(i + 50, users.size())).stream()
                    .filter(user -> !user.value().endsWith("7"))
                    .map(user -> Write.create(Item.at(Keys.profile(user)).with("n", user.value())))
                    .toList()));
        }
        List<Key> once = users.stream().map(Keys::profile).toList();
        List<Key> keys = new ArrayList<>(once);
        keys.addAll(once);
        Map<Key, Item> found = await(table.getAll(keys, Freshness.EVENTUAL));
        assertThat(found).hasSize(207);
        assertThat(found.values()).allMatch(item -> item.key().pk().equals("USER#" + item.text("n")));
        assertThat(await(table.getAll(List.of(), Freshness.EVENTUAL))).isEmpty();
    }

    @Test
    void aQueryGoesOnWhereOneAnswerOfAMegabyteEnds() {
        FeedTable table = table("pages");
        String large = "x".repeat(300_000);
        for (int i = 0; i < 8; i++) {
            await(table.transact(List.of(Write.create(
                    Item.at(Keys.following(ALICE, new Username("user_" + i))).with("x", large)))));
        }
        assertThat(await(table.query(Keys.followees(ALICE), 7, Freshness.CONSISTENT))
                        .entries())
                .hasSize(7);
        assertThat(await(table.queryAll(Keys.followees(ALICE), Freshness.CONSISTENT)))
                .hasSize(8);
        List<Long> counted = new ArrayList<>();
        assertThat(await(table.count(Keys.followees(ALICE), counted::add))).isEqualTo(8);
        assertThat(counted).hasSizeGreaterThan(1);
        assertThat(counted.stream().mapToLong(Long::longValue).sum()).isEqualTo(8);
    }

    @Test
    void whatHasExpiredIsAbsentThoughDynamoDbStillHasIt() {
        FeedTable table = table("expiry");
        Key old = Keys.idempotency(ALICE, "old");
        Key current = Keys.idempotency(ALICE, "new");
        Instant now = Instant.now();
        await(table.transact(List.of(
                Write.create(Item.at(old).expiring(now.minusSeconds(5))),
                Write.create(Item.at(current).expiring(now.plusSeconds(500))))));
        assertThat(await(table.get(old, Freshness.CONSISTENT))).isEmpty();
        assertThat(await(table.get(current, Freshness.CONSISTENT))).isPresent();
        assertThat(await(table.getAll(List.of(old, current), Freshness.CONSISTENT)))
                .containsOnlyKeys(current);
    }

    /** As with DynamoDB's own deleting. */
    @Test
    void whatExpiresAtNoNumberStays() {
        FeedTable table = table("no-expiry");
        Item stray = Item.at(Keys.profile(ALICE)).with("expiresAt", "never");
        await(table.transact(List.of(Write.create(stray))));
        assertThat(await(table.get(stray.key(), Freshness.CONSISTENT))).contains(stray);
    }

    @Test
    void aRefusedTransactionTellsWhichWritesAndWhatTheyMet() {
        FeedTable table = table("refusals");
        await(table.transact(List.of(Write.create(Counts.own(ALICE, Instant.EPOCH)))));
        Write taken = Write.create(Counts.own(ALICE, Instant.EPOCH));
        Write missing = Counts.increment(Keys.ownCount(new Username("nobody")), Counts.POSTS);
        Write fine = Write.create(Counts.followers(ALICE));
        WriteResult result = await(table.transact(List.of(taken, missing, fine)));
        assertThat(result.committed()).isFalse();
        assertThat(result.refused(taken)).isTrue();
        assertThat(result.met(taken).orElseThrow().number(Counts.POSTS)).isZero();
        assertThat(result.refused(missing)).isTrue();
        assertThat(result.met(missing)).isEmpty();
        assertThat(result.refused(fine)).isFalse();
        assertThat(await(table.get(Keys.followerCount(ALICE, Shard.FIRST), Freshness.CONSISTENT)))
                .isEmpty();
    }

    @Test
    void anAttemptThatIsLostTellsAtWhichWrites() {
        LocalTable.create(dynamo.uri(), "lost");
        try (TestingDynamo between = TestingDynamo.before(dynamo.uri());
                DynamoDbAsyncClient through = client(between.url())) {
            FeedTable table = over(through, "lost");
            Write own = Write.create(Counts.own(ALICE, Instant.EPOCH));
            Write other = Write.create(Counts.followers(ALICE));
            CallPattern transactions = op("TransactWriteItems");
            between.on(transactions).times(1).cancel("TransactionConflict", "COUNT#OWN");
            between.on(transactions).times(1).cancel("ThrottlingError", "COUNT#FOLLOWERS");
            between.on(transactions).times(1).cancel("ProvisionedThroughputExceeded", "COUNT#");
            List<Set<Write>> lost = new ArrayList<>();
            assertThat(await(table.transact(List.of(own, other), lost::add)).committed())
                    .isTrue();
            assertThat(lost).containsExactly(Set.of(own), Set.of(other), Set.of(own, other));
            lost.clear();
            between.on(transactions).fail(400, "ProvisionedThroughputExceededException");
            assertThatThrownBy(() -> await(table.transact(List.of(own, other), lost::add)))
                    .isInstanceOf(StoreFailure.class);
            assertThat(lost).as("refused as a whole").containsExactly(Set.of(own, other));
        }
    }

    @Test
    void removingRaisesTheVersionEvenWhereTheCountHasNothingToGive() {
        FeedTable table = table("versions");
        Key edge = Keys.following(ALICE, new Username("bob"));
        await(table.transact(List.of(Write.create(Item.at(edge)), Write.create(Counts.own(ALICE, Instant.EPOCH)))));
        List<Write> edges = List.of(Write.delete(edge));
        await(table.remove(edges, List.of(Counts.decrementOwn(ALICE, Counts.FOLLOWING, Instant.EPOCH)), lost -> {}));
        Item atZero =
                await(table.get(Keys.ownCount(ALICE), Freshness.CONSISTENT)).orElseThrow();
        assertThat(atZero.number(Counts.FOLLOWING)).isZero();
        assertThat(Counts.version(atZero, Counts.FOLLOWING)).isEqualTo(1);
        Username gone = new Username("gone");
        assertThat(await(table.remove(
                                edges, List.of(Counts.decrementOwn(gone, Counts.FOLLOWING, Instant.EPOCH)), lost -> {}))
                        .committed())
                .isTrue();
        assertThat(await(table.get(Keys.ownCount(gone), Freshness.CONSISTENT))).isEmpty();
    }

    @Test
    void versionsBeginAtZeroForUsersFromBeforeThereWereAny() {
        FeedTable table = table("before");
        Item before = Item.at(Keys.ownCount(ALICE)).with(Counts.POSTS, 0).with(Counts.FOLLOWING, 1);
        await(table.transact(List.of(Write.create(before))));
        assertThat(Counts.version(before, Counts.FOLLOWING)).isZero();
        await(table.transact(List.of(Counts.incrementOwn(ALICE, Counts.FOLLOWING, Instant.EPOCH))));
        await(table.remove(
                List.of(), List.of(Counts.decrementOwn(ALICE, Counts.FOLLOWING, Instant.EPOCH)), lost -> {}));
        Item after =
                await(table.get(Keys.ownCount(ALICE), Freshness.CONSISTENT)).orElseThrow();
        assertThat(after.number(Counts.FOLLOWING)).isEqualTo(1);
        assertThat(Counts.version(after, Counts.FOLLOWING)).isEqualTo(2);
        assertThat(Counts.version(after, Counts.POSTS)).isZero();
    }

    @Test
    void aListSettlesFiveSecondsAfterItsLastChange() {
        FeedTable table = table("settling");
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        Item unchanged = Counts.own(ALICE, now);
        assertThat(Counts.settled(unchanged, now)).isTrue();
        await(table.transact(List.of(Write.create(unchanged))));
        Instant increment = now.plusSeconds(1);
        await(table.transact(List.of(Counts.incrementOwn(ALICE, Counts.POSTS, increment))));
        assertSettlesAfter(increment, table);
        Instant decrement = now.plusSeconds(10);
        await(table.remove(List.of(), List.of(Counts.decrementOwn(ALICE, Counts.POSTS, decrement)), lost -> {}));
        assertSettlesAfter(decrement, table);
        Instant atZero = now.plusSeconds(20);
        await(table.remove(List.of(), List.of(Counts.decrementOwn(ALICE, Counts.POSTS, atZero)), lost -> {}));
        assertSettlesAfter(atZero, table);
    }

    private static void assertSettlesAfter(Instant change, FeedTable table) {
        Item count =
                await(table.get(Keys.ownCount(ALICE), Freshness.CONSISTENT)).orElseThrow();
        assertThat(Counts.settled(count, change.plusSeconds(5).minusMillis(1))).isFalse();
        assertThat(Counts.settled(count, change.plusSeconds(5))).isTrue();
    }

    @Test
    void removingLeavesOutACountThatIsGoneOrWouldFallBelowZero() {
        FeedTable table = table("removal");
        Key edge = Keys.following(ALICE, new Username("bob"));
        await(table.transact(List.of(Write.create(Item.at(edge)), Write.create(Counts.own(ALICE, Instant.EPOCH)))));
        WriteResult result = await(table.remove(
                List.of(Write.delete(edge, Condition.exists())),
                List.of(
                        Counts.decrement(Keys.ownCount(ALICE), Counts.FOLLOWING),
                        Counts.decrement(Keys.followerCount(new Username("bob"), Shard.FIRST), Counts.FOLLOWERS)),
                lost -> {}));
        assertThat(result.committed()).isTrue();
        assertThat(await(table.get(edge, Freshness.CONSISTENT))).isEmpty();
        assertThat(await(table.get(Keys.ownCount(ALICE), Freshness.CONSISTENT))
                        .orElseThrow()
                        .number(Counts.FOLLOWING))
                .isZero();
    }

    @Test
    void anAdditionOutsideATransactionIsAMistakeOfOurs() {
        FeedTable table = table("additions");
        assertThatThrownBy(() -> table.change(Counts.increment(Keys.ownCount(ALICE), Counts.POSTS)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static FeedTable table(String name) {
        LocalTable.create(dynamo.uri(), name);
        return over(name);
    }

    private static FeedTable over(String name) {
        return over(client, name);
    }

    private static FeedTable over(DynamoDbAsyncClient client, String name) {
        TableSettings settings = new TestingTableSettings(name);
        return new FeedTable(client, new DynamoCalls(new SimpleMeterRegistry()), settings, Clock.systemUTC());
    }

    private static DynamoDbAsyncClient client(URI endpoint) {
        var builder = LocalTable.configure(DynamoDbAsyncClient.builder(), endpoint);
        DynamoClient.configure(builder, 3, new SimpleMeterRegistry());
        return builder.build();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }
}
