package org.socialfeed.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.deletePost;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.fresh;
import static org.socialfeed.testing.Api.like;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.profile;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.TestingDynamo.op;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socialfeed.hot.HotKey;
import org.socialfeed.hot.Shards;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import org.socialfeed.table.Change;
import org.socialfeed.table.Counts;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Key;
import org.socialfeed.table.Keys;
import org.socialfeed.table.Shard;
import org.socialfeed.testing.Concurrently;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.Planted;
import org.socialfeed.testing.TestingDynamo;

@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
class RecountTest {
    @Inject
    Recount recount;

    @Inject
    FeedTable table;

    @Inject
    Shards shards;

    @Inject
    Tasks tasks;

    @BeforeEach
    @AfterEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    @Test
    void repairsTheCountsOfAUser() {
        String alice = user("alice");
        String bob = user("bob");
        follow(alice, bob);
        follow(bob, alice);
        post(alice, "one");
        post(alice, "two");
        Username user = new Username(alice);
        set(Keys.ownCount(user), Counts.POSTS, 7);
        set(Keys.followerCount(user, Shard.FIRST), Counts.FOLLOWERS, 0);

        assertThat(await(recount.user(user, true, RecountTest::untold)).stream().map(Recount.Line::outcome))
                .containsExactly(Recount.Outcome.WRONG, Recount.Outcome.RIGHT, Recount.Outcome.WRONG);
        profile(alice).then().body("posts", equalTo(7), "followers", equalTo(0));
        assertThat(await(recount.user(user, false, RecountTest::untold)).stream()
                        .map(Recount.Line::outcome))
                .containsExactly(Recount.Outcome.REPAIRED, Recount.Outcome.RIGHT, Recount.Outcome.REPAIRED);
        profile(alice).then().body("posts", equalTo(2), "following", equalTo(1), "followers", equalTo(1));
        assertThat(await(recount.user(new Username("nobody_at_all"), false, RecountTest::untold)))
                .isEmpty();
    }

    @Test
    void repairsTheLikesOfAPost() {
        String alice = user("alice");
        String id = post(alice, "one");
        like(user("fan"), alice, id);
        HotKey.Likers likers = new HotKey.Likers(new Username(alice), new PostId(id));
        set(likers.count(Shard.FIRST), Counts.LIKES, -3);
        List<Recount.Line> lines = await(recount.post(likers.author(), likers.post(), false, RecountTest::untold));
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.stored()).isEqualTo(-3);
            assertThat(line.counted()).isEqualTo(1);
            assertThat(line.outcome()).isEqualTo(Recount.Outcome.REPAIRED);
        });
        as(alice).get("/v1/users/{a}/posts/{p}", alice, id).then().body("likes", equalTo(1));
    }

    /** Whatever a recount finds while people follow: when they are done, counts are edges once it has been run again. */
    @Test
    void isSafeUnderTraffic() {
        String star = user("star");
        Username user = new Username(star);
        follow(user("fan"), star);
        set(Keys.followerCount(user, Shard.FIRST), Counts.FOLLOWERS, 50);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger followers = new AtomicInteger(1);
        CompletableFuture<Boolean> traffic = Concurrently.start(() -> {
            while (!done.get()) {
                follow(user("fan"), star).then().statusCode(201);
                followers.incrementAndGet();
            }
            return true;
        });
        Recount.Line busy =
                await(recount.user(user, false, RecountTest::untold)).get(2);
        done.set(true);
        traffic.join();
        if (busy.outcome() != Recount.Outcome.REPAIRED) {
            assertThat(busy.outcome()).isEqualTo(Recount.Outcome.BUSY);
            assertThat(await(recount.user(user, false, RecountTest::untold))
                            .get(2)
                            .outcome())
                    .isEqualTo(Recount.Outcome.REPAIRED);
        }
        profile(star).then().body("followers", equalTo(followers.get()));
    }

    /** The repair is held on its way until a post, or a follow, has been counted: it must not be done any more. */
    @ParameterizedTest
    @ValueSource(strings = {Counts.POSTS, Counts.FOLLOWERS})
    void whatChangesBetweenTheSecondLookAndTheRepairIsNotOverwritten(String attribute) {
        String star = user("star");
        Username user = new Username(star);
        follow(user("fan"), star).then().statusCode(201);
        post(star, "one");
        boolean posts = attribute.equals(Counts.POSTS);
        set(posts ? Keys.ownCount(user) : Keys.followerCount(user, Shard.FIRST), attribute, 50);
        TestingDynamo.current().clear();
        TestingDynamo.current()
                .on(op("UpdateItem").where(body -> body.contains("COUNT#")))
                .times(1)
                .hang();

        CompletableFuture<List<Recount.Line>> lines =
                Concurrently.start(() -> await(recount.user(user, false, RecountTest::untold)));
        Awaitility.await().until(() -> repairs() == 1);
        post(star, "meanwhile");
        follow(user("fan"), star).then().statusCode(201);
        TestingDynamo.current().release();

        Recount.Line line = lines.join().get(posts ? 0 : 2);
        assertThat(line.outcome()).isEqualTo(Recount.Outcome.REPAIRED);
        assertThat(line.stored()).isEqualTo(51);
        assertThat(line.counted()).isEqualTo(2);
        assertThat(repairs()).isEqualTo(2);
        profile(star).then().body("posts", equalTo(2), "followers", equalTo(2));
    }

    @Test
    void repairsTheOneShardThatIsWrong() {
        String star = user("star");
        HotKey.Followers followers = new HotKey.Followers(new Username(star));
        assertThat(await(shards.set(followers, 4))).contains(4);
        for (int i = 0; i < 12; i++) {
            follow(user("fan"), star).then().statusCode(201);
        }
        set(followers.count(new Shard(2)), Counts.FOLLOWERS, 77);

        List<Recount.Line> lines = await(recount.user(followers.user(), false, RecountTest::untold));
        assertThat(lines)
                .extracting(Recount.Line::outcome)
                .containsExactly(
                        Recount.Outcome.RIGHT,
                        Recount.Outcome.RIGHT,
                        Recount.Outcome.RIGHT,
                        Recount.Outcome.RIGHT,
                        Recount.Outcome.REPAIRED,
                        Recount.Outcome.RIGHT);
        assertThat(lines.subList(2, 6).stream().mapToLong(Recount.Line::counted))
                .doesNotContain(12L)
                .satisfies(each -> assertThat(
                                each.stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(12));
        profile(star).then().body("followers", equalTo(12));
    }

    /** What is in the new shards has been counted there since they were made. */
    @Test
    void followersMayGetMoreShardsMeanwhile() {
        String star = user("star");
        HotKey.Followers followers = new HotKey.Followers(new Username(star));
        follow(user("fan"), star).then().statusCode(201);
        set(followers.count(Shard.FIRST), Counts.FOLLOWERS, 50);
        TestingDynamo.current().clear();
        TestingDynamo.current()
                .on(op("Query").where(body -> body.contains("FOLLOWER#")))
                .times(1)
                .holdReply();
        CompletableFuture<List<Recount.Line>> lines =
                Concurrently.start(() -> await(recount.user(followers.user(), false, RecountTest::untold)));
        Awaitility.await()
                .until(() -> TestingDynamo.current().calls().stream()
                        .anyMatch(call -> call.body().contains("FOLLOWER#")));
        assertThat(await(shards.set(followers, 8))).contains(8);
        for (int i = 0; i < 12; i++) {
            follow(user("fan"), star).then().statusCode(201);
        }
        TestingDynamo.current().release();
        assertThat(lines.join().get(2).outcome()).isEqualTo(Recount.Outcome.REPAIRED);
        profile(star).then().body("followers", equalTo(13));
    }

    @Test
    void aPostThatIsDeletedMeanwhileIsGone() {
        String alice = user("alice");
        String id = post(alice, "one");
        HotKey.Likers likers = new HotKey.Likers(new Username(alice), new PostId(id));
        set(likers.count(Shard.FIRST), Counts.LIKES, 9);
        TestingDynamo.current().clear();
        TestingDynamo.current()
                .on(op("Query").where(body -> body.contains("LIKER#")))
                .times(1)
                .holdReply();
        CompletableFuture<Run> run = Concurrently.start(() -> Run.of(tasks, "recount", "--user", alice, "--post", id));
        Awaitility.await().until(() -> TestingDynamo.current().count("Query") == 1);
        deletePost(alice, id).then().statusCode(204);
        TestingDynamo.current().release();
        assertThat(run.join())
                .isEqualTo(new Run(1, List.of("POST#" + id + " COUNT likes: stored 0, counted 0, GONE"), List.of()));
    }

    @Test
    void howFarItIsIsToldOnTheWay() {
        String collector = fresh("collector");
        List<String> followees =
                IntStream.range(0, 10_050).mapToObj(i -> fresh("f")).toList();
        try (Planted planted = Planted.inCurrent()) {
            planted.profile(collector);
            planted.follows(collector, followees);
        }
        Run run = Run.of(tasks, "recount", "--user", collector);
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.out()).hasSize(3);
        assertThat(run.err()).singleElement().asString().matches("10,0\\d\\d items counted");
    }

    private static long repairs() {
        return TestingDynamo.current().calls().stream()
                .filter(call -> call.operation().equals("UpdateItem"))
                .filter(call -> call.body().contains("COUNT#"))
                .count();
    }

    private void set(Key count, String attribute, long wrong) {
        assertThat(await(table.change(Change.of(count).set(attribute, wrong)))).isPresent();
    }

    private static List<Recount.Line> await(Multi<Recount.Line> lines) {
        return await(lines.collect().asList());
    }

    private static <T> T await(Uni<T> result) {
        return result.await().indefinitely();
    }

    private static void untold(long more) {}
}
