package org.socialfeed.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.profile;
import static org.socialfeed.testing.Api.user;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socialfeed.id.Username;
import org.socialfeed.table.Change;
import org.socialfeed.table.Counts;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Shard;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.TestingDynamo;

/** Keys that grow by what a replica measures, with a clock that the test moves. */
@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
class HotKeysTest {
    private static final int PER_SHARD = 5;

    private final AtomicLong now = new AtomicLong();

    @Inject
    FeedTable table;

    @BeforeEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    @Test
    void aBurstGrowsItsKeyStraightToWhatItNeeds() {
        HotKey.Followers key = new HotKey.Followers(new Username(user("star")));
        Shards shards = new Shards(table);
        HotKeys hotKeys = hotKeys(shards, registry());
        write(hotKeys, key, 40, 0);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        write(hotKeys, key, 1, 0);
        // 41 writes a second, 5 a shard.
        awaitShards(shards, key, 16);
        assertThat(shards.known(key)).isEqualTo(16);
        follow(user("fan"), key.user().value()).then().statusCode(201);
        profile(key.user().value()).then().body("followers", equalTo(1));
    }

    @Test
    void aKeyThatIsCalmHereButLosesAttemptsDoubles() {
        HotKey.Followers key = new HotKey.Followers(new Username(user("star")));
        Shards shards = new Shards(table);
        HotKeys hotKeys = hotKeys(shards, registry());
        write(hotKeys, key, 20, 6);
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        write(hotKeys, key, 1, 0);
        assertThat(await(shards.read(key))).contains(1);
        write(hotKeys, key, 4, 8);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        write(hotKeys, key, 1, 0);
        awaitShards(shards, key, 4);
    }

    /** Measured at one shard, where another replica has made it eight: what it learns may do. */
    @Test
    void aKeyThatWasGrownElsewhereIsNotGrownAgainForTheSameHeat() {
        HotKey.Followers key = new HotKey.Followers(new Username(user("star")));
        await(new Shards(table).grow(key, 8));
        Shards shards = new Shards(table);
        HotKeys hotKeys = hotKeys(shards, registry());
        write(hotKeys, key, 300, 200);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        write(hotKeys, key, 1, 0);
        Awaitility.await().until(() -> shards.known(key) == 8);
        assertThat(await(shards.read(key))).contains(8);
    }

    /** Nobody is grown beyond it, yet what an operator has set is learnt and used. */
    @Test
    void aKeyIsGivenNoMoreThanTheMostShardsByItself() {
        HotKey.Followers key = new HotKey.Followers(new Username(user("star")));
        Shards shards = new Shards(table);
        HotKeys hotKeys = hotKeys(shards, registry(), FixedHotSettings.of(PER_SHARD, 2));
        write(hotKeys, key, 300, 200);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        write(hotKeys, key, 1, 0);
        awaitShards(shards, key, 2);
        await(new Shards(table).set(key, 8));
        write(hotKeys, key, 300, 200);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        write(hotKeys, key, 1, 0);
        Awaitility.await().until(() -> shards.known(key) == 8);
        assertThat(await(shards.read(key))).contains(8);
    }

    /** The count is known from whatever read it, a profile's for instance, and the next write of the calm key grows it. */
    @Test
    void aCalmKeyThatCountsManyIsGivenTheShardsThatGoWithIt() {
        HotKey.Followers key = new HotKey.Followers(new Username(user("star")));
        Shards shards = new Shards(table);
        HotKeys hotKeys = hotKeys(shards, registry());
        HotKeys bounded = hotKeys(shards, registry(), FixedHotSettings.of(PER_SHARD, 1));
        count(key, 999_999);
        await(shards.counts(List.of(key)));
        write(bounded, key, 1, 0);
        write(hotKeys, key, 1, 0);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        TestingDynamo.current().clear();
        write(bounded, key, 1, 0);
        assertThat(TestingDynamo.current().calls()).isEmpty();
        write(hotKeys, key, 1, 0);
        awaitShards(shards, key, 2);
        assertThat(await(shards.counts(List.of(key)))).containsEntry(key, 999_999L);

        count(key, 1_000_000);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        TestingDynamo.current().clear();
        write(hotKeys, key, 1, 0);
        // Nobody has read that yet, and no write reads it.
        assertThat(TestingDynamo.current().calls()).isEmpty();
        await(shards.counts(List.of(key)));
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        write(hotKeys, key, 1, 0);
        awaitShards(shards, key, 4);
    }

    private void count(HotKey.Followers key, long followers) {
        await(table.transact(List.of(Change.of(key.count(Shard.FIRST)).set(Counts.FOLLOWERS, followers))));
    }

    @Test
    void anAuthorWhoPostsFastIsAnnouncedOnce() {
        Username author = new Username(user("machine"));
        HotKey.Posts key = new HotKey.Posts(author);
        AuthorRegistry registry = registry();
        HotKeys hotKeys = hotKeys(new Shards(table), registry);
        for (int burst = 0; burst < 3; burst++) {
            write(hotKeys, key, 18, burst == 0 ? 0 : 12);
            now.addAndGet(Duration.ofSeconds(1).toNanos());
            write(hotKeys, key, 1, 0);
            Awaitility.await().until(() -> registry.announced(author) > 1);
        }
        // Not in use yet, so what is lost meanwhile says nothing of four shards.
        assertThat(registry.announced(author)).isEqualTo(4);
    }

    /** Who waits at one shard while the key grows is written where it belongs by then. */
    @Test
    void whoWaitsWhileTheKeyGrowsGoesToTheNewShard() {
        HotKey.Followers key = new HotKey.Followers(new Username(user("star")));
        Shards shards = new Shards(table);
        HotKeys hotKeys = hotKeys(shards, registry());
        Username party = new Username(IntStream.range(0, 100)
                .mapToObj(i -> "fan_" + i)
                .filter(fan -> Shard.of(fan, 2).number() == 1)
                .findFirst()
                .orElseThrow());
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> before = hotKeys.write(
                        key,
                        () -> Shard.FIRST,
                        (shard, lost) -> Uni.createFrom().completionStage(first))
                .subscribeAsCompletionStage();
        CompletableFuture<Shard> written = hotKeys.write(
                        key,
                        () -> shards.of(key, party),
                        (shard, lost) -> Uni.createFrom().item(shard))
                .subscribeAsCompletionStage();
        assertThat(written).isNotDone();
        await(shards.grow(key, 2));
        first.complete("written");
        assertThat(before).succeedsWithin(Duration.ofSeconds(5));
        assertThat(written).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(new Shard(1));
    }

    private static void write(HotKeys hotKeys, HotKey key, int writes, int lost) {
        for (int i = 0; i < writes; i++) {
            boolean loses = i < lost;
            await(hotKeys.measured(key, lostHere -> {
                if (loses) {
                    lostHere.attempt();
                }
                return Uni.createFrom().voidItem();
            }));
        }
        for (int i = writes; i < lost; i++) {
            await(hotKeys.measured(key, lostHere -> {
                lostHere.attempt();
                return Uni.createFrom().voidItem();
            }));
        }
    }

    private void awaitShards(Shards shards, HotKey.Counted key, int n) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(await(shards.read(key))).contains(n));
    }

    private AuthorRegistry registry() {
        return new AuthorRegistry(table, FixedHotSettings.of(PER_SHARD), new SimpleMeterRegistry(), now::get);
    }

    private HotKeys hotKeys(Shards shards, AuthorRegistry registry) {
        return hotKeys(shards, registry, FixedHotSettings.of(PER_SHARD));
    }

    private HotKeys hotKeys(Shards shards, AuthorRegistry registry, HotSettings settings) {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        return new HotKeys(shards, registry, new Lanes(now::get, metrics), settings, metrics, now::get);
    }

    private static <T> T await(Uni<T> result) {
        return result.await().indefinitely();
    }
}
