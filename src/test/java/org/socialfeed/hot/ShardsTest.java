package org.socialfeed.hot;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.like;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.profile;
import static org.socialfeed.testing.Api.unfollow;
import static org.socialfeed.testing.Api.unlike;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.Api.walk;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socialfeed.hot.HotKey.Counted;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import org.socialfeed.table.Change;
import org.socialfeed.table.Counts;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Shard;
import org.socialfeed.table.Write;
import org.socialfeed.testing.Concurrently;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.TestingDynamo;

/** Followers and likers over shards, on two replicas: the one under test, and one that grows keys behind its back. */
@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
class ShardsTest {
    @Inject
    FeedTable table;

    @BeforeEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    @Test
    void followersAreFoundAgainAfterAnyNumberOfGrowths() {
        String star = user("star");
        HotKey.Followers key = new HotKey.Followers(new Username(star));
        List<String> fans = new ArrayList<>();
        for (int n : new int[] {1, 2, 8}) {
            growElsewhere(key, n);
            // This replica does not know yet, and writes where it did before; reading the list teaches it.
            fans.addAll(gather(star, 4));
            followers(star);
            fans.addAll(gather(star, 8));
        }
        assertThat(followers(star)).containsExactlyInAnyOrderElementsOf(fans).isSorted();
        profile(star).then().body("followers", equalTo(fans.size()));
        assertThat(counts(key, 8))
                .satisfies(counts ->
                        assertThat(counts.stream().filter(count -> count > 0)).hasSizeGreaterThan(3));
        assertThat(counts(key, 8).stream().mapToLong(Long::longValue).sum()).isEqualTo(fans.size());

        for (String fan : List.of(fans.get(0), fans.get(5), fans.get(20), fans.get(35))) {
            follow(fan, star).then().statusCode(200);
            given().get("/v1/users/{u}/following/{o}", fan, star).then().statusCode(200);
            unfollow(fan, star).then().statusCode(204);
            unfollow(fan, star).then().statusCode(204);
            fans.remove(fan);
        }
        assertThat(followers(star)).containsExactlyInAnyOrderElementsOf(fans);
        profile(star).then().body("followers", equalTo(fans.size()));
        assertThat(counts(key, 8).stream().mapToLong(Long::longValue).sum()).isEqualTo(fans.size());
    }

    @Test
    void likesAreCountedOverShardsAndGoWithTheirPost() {
        String author = user("author");
        String id = post(author, "viral");
        HotKey.Likers key = new HotKey.Likers(new Username(author), new PostId(id));
        List<String> fans = IntStream.range(0, 12).mapToObj(i -> user("fan")).toList();
        fans.subList(0, 4).forEach(fan -> like(fan, author, id).then().statusCode(201));
        growElsewhere(key, 4);
        assertThat(likers(author, id)).hasSize(4);
        fans.subList(4, 12).forEach(fan -> like(fan, author, id).then().statusCode(201));
        assertThat(likers(author, id)).containsExactlyInAnyOrderElementsOf(fans).isSorted();
        as(author).get("/v1/users/{a}/posts/{p}", author, id).then().body("likes", equalTo(12));
        unlike(fans.get(0), author, id).then().statusCode(204);
        unlike(fans.get(9), author, id).then().statusCode(204);
        as(author).get("/v1/feed").then().body("items[0].likes", equalTo(10));

        as(author).delete("/v1/users/{a}/posts/{p}", author, id).then().statusCode(204);
        for (Shard shard : Shard.all(4)) {
            assertThat(await(table.get(key.count(shard), Freshness.CONSISTENT))).isEmpty();
        }
        // This replica still remembers four shards; none of them takes a like any more.
        fans.forEach(fan -> like(fan, author, id).then().statusCode(404));
        unlike(fans.get(5), author, id).then().statusCode(204);
        profile(author).then().body("posts", equalTo(0));
    }

    /** An owner that was removed and made anew has one shard, whatever a replica remembers. */
    @Test
    void aReplicaThatRemembersMoreShardsThanThereAreLearns() {
        String star = user("star");
        HotKey.Followers key = new HotKey.Followers(new Username(star));
        growElsewhere(key, 64);
        followers(star);
        List<Write> anew = new ArrayList<>();
        anew.add(Change.of(key.count(Shard.FIRST)).set(Counts.SHARDS, 1));
        Shard.all(64).subList(1, 64).forEach(shard -> anew.add(Write.delete(key.count(shard))));
        await(table.transact(anew));
        gather(star, 6);
        assertThat(followers(star)).hasSize(6);
        follow(user("fan"), user("nobody") + "x").then().statusCode(404);
    }

    /** As a restored or damaged table may have it: trying again would be refused as often as it is tried. */
    @Test
    void aKeyWithACountOfAShardThatItIsNotKnownToHaveIsNotGrown() {
        String star = user("star");
        HotKey.Followers key = new HotKey.Followers(new Username(star));
        await(table.transact(List.of(
                Write.create(Counts.followers(new Username(star), Shard.all(4).get(3))))));
        TestingDynamo.current().clear();
        assertThatThrownBy(() -> growElsewhere(key, 4))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(star);
        assertThat(TestingDynamo.current().count("TransactWriteItems")).isEqualTo(1);
        growElsewhere(key, 2);
        assertThat(await(table.get(key.count(Shard.FIRST), Freshness.CONSISTENT)))
                .hasValueSatisfying(first -> assertThat(Counts.shards(first)).isEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void growingWhileManyFollowLosesAndDoublesNothing(int seed) {
        String star = user("star");
        HotKey.Followers key = new HotKey.Followers(new Username(star));
        List<String> fans = IntStream.range(0, 24).mapToObj(i -> user("fan")).toList();
        List<Runnable> work = new ArrayList<>();
        for (int i = 0; i < fans.size(); i++) {
            String fan = fans.get(i);
            boolean leaves = i % 4 == 0;
            work.add(() -> {
                follow(fan, star).then().statusCode(201);
                if (leaves) {
                    unfollow(fan, star).then().statusCode(204);
                }
            });
        }
        for (int n : new int[] {2, 4, 4, 16}) {
            work.add((seed * n) % work.size(), () -> growElsewhere(key, n));
        }
        Concurrently.run(work);
        List<String> expected = IntStream.range(0, fans.size())
                .filter(i -> i % 4 != 0)
                .mapToObj(fans::get)
                .sorted()
                .toList();
        assertThat(followers(star)).isEqualTo(expected);
        assertThat(counts(key, 16).stream().mapToLong(Long::longValue).sum()).isEqualTo(expected.size());
        profile(star).then().body("followers", equalTo(expected.size()));
    }

    private static List<String> gather(String star, int fans) {
        return IntStream.range(0, fans)
                .mapToObj(i -> {
                    String fan = user("fan");
                    follow(fan, star).then().statusCode(201);
                    return fan;
                })
                .toList();
    }

    private static List<String> followers(String star) {
        return walk(given(), "/v1/users/" + star + "/followers", 7, "username");
    }

    private static List<String> likers(String author, String id) {
        return walk(given(), "/v1/users/" + author + "/posts/" + id + "/likes", 5, "username");
    }

    private void growElsewhere(Counted key, int n) {
        Optional<Integer> grown = await(new Shards(table).grow(key, n));
        assertThat(grown.orElseThrow()).isGreaterThanOrEqualTo(n);
    }

    private List<Long> counts(Counted key, int n) {
        return Shard.all(n).stream()
                .map(shard -> await(table.get(key.count(shard), Freshness.CONSISTENT))
                        .map(item -> item.number(key.counted()))
                        .orElse(0L))
                .toList();
    }

    private static <T> T await(Uni<T> result) {
        return result.await().indefinitely();
    }
}
