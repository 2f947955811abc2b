package org.socialfeed.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.cost;
import static org.socialfeed.testing.Api.feed;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.fresh;
import static org.socialfeed.testing.Api.like;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.unfollow;
import static org.socialfeed.testing.Api.unlike;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.TestingDynamo.op;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import org.socialfeed.table.Item;
import org.socialfeed.table.Keys;
import org.socialfeed.testing.CachesOn;
import org.socialfeed.testing.Call;
import org.socialfeed.testing.Concurrently;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.Planted;
import org.socialfeed.testing.RawHttp;
import org.socialfeed.testing.TestingDynamo;
import org.socialfeed.testing.TestingTicker;
import org.socialfeed.testing.TestingTokens;

/**
 * All that holds of a feed, with the caches on; and what they save.
 *
 * <p>Time stands still unless a test moves it on, so whatever changes was not waited for. And no write tells the feed's
 * caches anything: they learn of it as they would from another replica, by what stands in the table.
 */
@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
@TestProfile(CachesOn.class)
class CachedFeedTest extends FeedTest {
    private static final Duration MAX_AGE = Duration.ofSeconds(1);

    @Inject
    @SuppressWarnings("NullAway.Init")
    TestingTicker ticker;

    private final Planted planted = Planted.inCurrent();

    @BeforeEach
    void allCachesCold() {
        ticker.advance(Duration.ofHours(1));
    }

    @AfterEach
    void closePlanted() {
        planted.close();
    }

    @Test
    @Override
    void doesNotReadBeyondTheLimitAndOneLookAhead() {
        String reader = user("reader");
        String author = user("author");
        follow(reader, author);
        IntStream.range(0, 40).forEach(i -> post(author, "post " + i));
        TestingDynamo.current().clear();
        as(reader).queryParam("limit", 3).get("/v1/feed").then().statusCode(200).body("items", hasSize(3));
        // Not the four that this page needs, but the few that most pages do.
        assertThat(indexQueries(author)).singleElement().asString().contains("\"Limit\":8");
    }

    @Test
    void aWarmPageTakesTwoCalls() {
        String reader = user("reader");
        follows(reader, 30);
        Response cold = as(reader).get("/v1/feed");
        Response warm = as(reader).get("/v1/feed");
        assertThat(warm.asString()).isEqualTo(cold.asString());
        assertThat(cost(warm, "calls")).isEqualTo(2);
        assertThat(cost(warm, "rcu")).isEqualTo(2);
        warm.then().body("items", hasSize(20));
        Response second =
                as(reader).queryParam("cursor", (String) warm.path("next")).get("/v1/feed");
        // All further posts are in heads; what is missing is some authors and the likes.
        assertThat(cost(second, "calls")).isEqualTo(4);
    }

    @Test
    void aWarmPageThatShowsOwnPostsTakesTwoCallsAsWell() {
        String reader = user("reader");
        follows(reader, 5);
        post(reader, "own");
        planted.settle(reader);
        as(reader).get("/v1/feed").then().statusCode(200).body("items", hasSize(11));
        Response warm = as(reader).get("/v1/feed");
        warm.then().body("items", hasSize(11));
        assertThat(cost(warm, "calls")).isEqualTo(2);
        assertThat(cost(warm, "rcu")).isEqualTo(3);
    }

    @Test
    void aListThatDoesNotFitItsCountIsNotKept() {
        String reader = fresh("reader");
        String author = user("author");
        String post = post(author, "by somebody followed");
        planted.profile(reader);
        planted.uncountedFollow(reader, author);
        assertThat(feed(reader, 20)).containsExactly(post);
        planted.remove(Item.at(Keys.following(new Username(reader), new Username(author))));
        assertThat(feed(reader, 20)).isEmpty();
    }

    @Test
    void aDeletedPostThatWasSeenInTheMiddleOfItsDeletionIsNotKept() {
        String reader = user("reader");
        List<String> posts =
                IntStream.range(0, 10).mapToObj(i -> post(reader, "post " + i)).toList();
        planted.countDeletion(reader);
        firstPage(reader, 2)
                .then()
                .body("items.id", equalTo(List.of(posts.get(9), posts.get(8)))); // half of the transaction
        planted.remove(Item.atPost(new Username(reader), new PostId(posts.get(9))));
        firstPage(reader, 2).then().body("items.id", equalTo(List.of(posts.get(8), posts.get(7))));
    }

    @Test
    void aFollowAndAnUnfollowThatAreBothHalfDoneAreNotKeptThoughTheCountFits() {
        String reader = user("reader");
        String stays = user("stays");
        String goes = user("goes");
        String comes = user("comes");
        String first = post(stays, "stays");
        String second = post(goes, "goes");
        String third = post(comes, "comes");
        follow(reader, stays);
        follow(reader, comes);
        unfollow(reader, comes);
        follow(reader, comes);
        planted.remove(Item.at(Keys.following(new Username(reader), new Username(comes))));
        planted.uncountedFollow(reader, goes);
        assertThat(feed(reader, 20)).containsExactly(second, first);
        planted.remove(Item.at(Keys.following(new Username(reader), new Username(goes))));
        planted.uncountedFollow(reader, comes);
        assertThat(feed(reader, 20)).containsExactly(third, first);
    }

    @Test
    void aWarmPageTakesTwoCallsAfterTheNewestOwnPostWasDeletedAsWell() {
        String reader = user("reader");
        List<String> posts =
                IntStream.range(0, 10).mapToObj(i -> post(reader, "post " + i)).toList();
        delete(reader, posts.get(9));
        planted.settle(reader);
        firstPage(reader, 2);
        Response warm = firstPage(reader, 2);
        warm.then().body("items.id", equalTo(List.of(posts.get(8), posts.get(7))));
        assertThat(cost(warm, "calls")).isEqualTo(2);
    }

    @Test
    void aPageOfAHundredUncachedFolloweesTakesACallForEachAndAFewMore() {
        String reader = user("reader");
        follows(reader, 100);
        TestingDynamo.current().clear();
        Response cold = as(reader).get("/v1/feed");
        // Versions, followees, own posts, authors, likes, liked.
        assertThat(cost(cold, "calls")).isEqualTo(106);
        assertThat(TestingDynamo.current().calls().stream()
                        .filter(call -> call.body().contains("IndexName")))
                .hasSize(100)
                .allMatch(call -> call.body().contains("\"Limit\":8"));
    }

    @Test
    void aStormOfReadersCostsTheAuthorOneIndexReadInEachAge() {
        String author = user("author");
        IntStream.range(0, 30).forEach(i -> planted.post(author, i, "post " + i));
        List<String> readers =
                IntStream.range(0, 200).mapToObj(i -> fresh("reader")).toList();
        readers.forEach(planted::profile);
        readers.forEach(reader -> planted.follows(reader, List.of(author)));
        TestingDynamo.current().clear();
        storm(readers);
        assertThat(indexQueries(author)).hasSize(1);
        // By keys, not by calls: readers who come at the same moment may each load a part of the page's counts.
        assertThat(TestingDynamo.current().calls().stream().flatMap(call -> call.batchKeys().stream()))
                .as("the author's card, and the likes of a page")
                .doesNotHaveDuplicates()
                .hasSize(1 + 20);
        ticker.advance(MAX_AGE);
        storm(readers);
        assertThat(indexQueries(author)).hasSize(2);
    }

    @Test
    void readersOfDifferentNeedsShareWhatIsReadOnceItIsKnown() {
        String author = user("author");
        IntStream.range(0, 30).forEach(i -> planted.post(author, i, "post " + i));
        String modest = user("modest");
        String greedy = user("greedy");
        follow(modest, author);
        follow(greedy, author);
        for (int second = 0; second < 4; second++) {
            TestingDynamo.current().clear();
            as(modest).queryParam("limit", 3).get("/v1/feed").then().statusCode(200);
            as(greedy).queryParam("limit", 25).get("/v1/feed").then().body("items", hasSize(25));
            assertThat(indexQueries(author)).hasSize(second == 0 ? 2 : 1);
            ticker.advance(MAX_AGE);
        }
    }

    @Test
    void aPostOfSomebodyElseShowsAndADeletedOneGoesWithinTheAge() {
        String alice = user("alice");
        String bob = user("bob");
        follow(alice, bob);
        String first = post(bob, "first");
        assertThat(feed(alice, 20)).containsExactly(first);
        String second = post(bob, "second");
        delete(bob, first);
        assertThat(feed(alice, 20)).containsExactly(first);
        ticker.advance(MAX_AGE);
        assertThat(feed(alice, 20)).containsExactly(second);
    }

    @Test
    void aDeletedPostIsGoneAfterTheAgeHoweverLongTheLastReadOfItTook() {
        String alice = user("alice");
        String bob = user("bob");
        follow(alice, bob);
        String post = post(bob, "soon gone");
        TestingDynamo.current()
                .on(op("Query").where(body -> body.contains("FOLLOWING#" + bob)))
                .times(1)
                .holdReply();
        CompletableFuture<List<String>> slow = Concurrently.start(() -> feed(alice, 20));
        Awaitility.await().until(() -> indexQueries(bob).size() == 1);
        delete(bob, post);
        ticker.advance(MAX_AGE);
        assertThat(feed(alice, 20)).isEmpty();
        TestingDynamo.current().release();
        assertThat(slow.join()).containsExactly(post);
        assertThat(feed(alice, 20)).isEmpty();
    }

    @Test
    void whatTheReaderDidShowsAtOnce() {
        String alice = user("alice");
        String bob = user("bob");
        String carol = user("carol");
        String bobs = post(bob, "bob's");
        String carols = post(carol, "carol's");
        assertThat(feed(alice, 20)).isEmpty();
        String own = post(alice, "own");
        assertThat(feed(alice, 20)).containsExactly(own);
        follow(alice, bob);
        assertThat(feed(alice, 20)).containsExactly(own, bobs);
        follow(alice, carol);
        assertThat(feed(alice, 20)).containsExactly(own, carols, bobs);
        unfollow(alice, bob);
        assertThat(feed(alice, 20)).containsExactly(own, carols);
        String another = post(alice, "another");
        assertThat(feed(alice, 20)).containsExactly(another, own, carols);
        delete(alice, own);
        assertThat(feed(alice, 20)).containsExactly(another, carols);
        delete(alice, another);
        assertThat(feed(alice, 20)).containsExactly(carols);
        as(carol).delete("/v1/users/{me}/followers/{u}", carol, alice).then().statusCode(204);
        assertThat(feed(alice, 20)).isEmpty();
    }

    @Test
    void theOwnNameAndLikeShowAtOnceAndTheOwnLikeInTheCount() {
        String alice = user("alice");
        String bob = user("bob");
        follow(alice, bob);
        String post = post(bob, "likeable");
        String own = post(alice, "own");
        feed(alice, 20);
        like(alice, bob, post);
        as(alice)
                .contentType(ContentType.JSON)
                .body(Map.of("displayName", "Alice the Great"))
                .put("/v1/users/{me}", alice)
                .then()
                .statusCode(200);
        as(alice)
                .get("/v1/feed")
                .then()
                .body("items.id", equalTo(List.of(own, post)))
                .body("items[0].author.displayName", equalTo("Alice the Great"))
                .body("items[1].liked", equalTo(true), "items[1].likes", equalTo(1));
        unlike(alice, bob, post);
        as(alice).get("/v1/feed").then().body("items[1].liked", equalTo(false), "items[1].likes", equalTo(0));
    }

    @Test
    void aCountAtZeroDoesNotKeepADeletedPostInTheOwnFeed() {
        String alice = fresh("alice");
        planted.profile(alice);
        String uncounted = planted.post(alice, 1, "the count does not know it");
        assertThat(feed(alice, 20)).containsExactly(uncounted);
        delete(alice, uncounted);
        assertThat(feed(alice, 20)).isEmpty();
    }

    @Test
    void aFollowDuringTheReadingOfTheListIsInTheNextPage() {
        String alice = user("alice");
        String bob = user("bob");
        String bobs = post(bob, "bob's");
        TestingDynamo.current()
                .on(op("Query").where(body -> body.contains("USER#" + alice) && body.contains("FOLLOWING#")))
                .times(1)
                .holdReply();
        CompletableFuture<List<String>> slow = Concurrently.start(() -> feed(alice, 20));
        Awaitility.await().until(() -> TestingDynamo.current().count("Query") == 1);
        follow(alice, bob).then().statusCode(201);
        assertThat(feed(alice, 20)).containsExactly(bobs);
        TestingDynamo.current().release();
        assertThat(slow.join()).isEmpty();
        assertThat(feed(alice, 20)).containsExactly(bobs);
    }

    @Test
    void aClientThatGoesAwayFailsNobodyWhoWaitsForTheSameRead() throws IOException {
        String bob = user("bob");
        String first = user("first");
        String second = user("second");
        follow(first, bob);
        follow(second, bob);
        String post = post(bob, "awaited");
        TestingDynamo.current()
                .on(op("Query").where(body -> body.contains("FOLLOWING#" + bob)))
                .times(1)
                .holdReply();
        Socket client = RawHttp.send("/v1/feed", "Authorization: Bearer " + TestingTokens.token(first));
        Awaitility.await().until(() -> indexQueries(bob).size() == 1);
        CompletableFuture<List<String>> joined = Concurrently.start(() -> feed(second, 20));
        client.close();
        profileIsServed(second);
        TestingDynamo.current().release();
        assertThat(joined.join()).containsExactly(post);
        assertThat(indexQueries(bob)).hasSize(1);
    }

    @Test
    void aReadThatFailsFailsThePageAndIsNotKept() {
        String alice = user("alice");
        String bob = user("bob");
        follow(alice, bob);
        String post = post(bob, "there");
        TestingDynamo.current()
                .on(op("Query").where(body -> body.contains("FOLLOWING#" + bob)))
                .fail(500, "InternalServerError");
        as(alice).get("/v1/feed").then().statusCode(503);
        TestingDynamo.current().clear();
        assertThat(feed(alice, 20)).containsExactly(post);
    }

    private static Response firstPage(String reader, int limit) {
        return as(reader).queryParam("limit", limit).get("/v1/feed");
    }

    private void storm(List<String> readers) {
        // Not all connect at the same moment: on a busy machine that alone takes longer than a connection may.
        Semaphore places = new Semaphore(50);
        List<CompletableFuture<Response>> answers = new ArrayList<>();
        for (String reader : readers) {
            places.acquireUninterruptibly();
            answers.add(Concurrently.start(() -> {
                try {
                    return as(reader).get("/v1/feed");
                } finally {
                    places.release();
                }
            }));
        }
        answers.forEach(answer -> answer.join().then().statusCode(200).body("items", hasSize(20)));
    }

    private void follows(String reader, int followees) {
        List<String> authors =
                IntStream.range(0, followees).mapToObj(i -> fresh("author")).toList();
        authors.forEach(planted::profile);
        planted.follows(reader, authors);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < followees; i++) {
                planted.post(authors.get(i), round * 1_000L + i, "post " + round);
            }
        }
    }

    private static void profileIsServed(String username) {
        as(username).get("/v1/users/{u}", username).then().statusCode(200);
    }

    private static void delete(String author, String post) {
        as(author).delete("/v1/users/{me}/posts/{p}", author, post).then().statusCode(204);
    }

    private static List<String> indexQueries(String author) {
        return TestingDynamo.current().calls().stream()
                .filter(call -> call.operation().equals("Query"))
                .map(Call::body)
                .filter(body -> body.contains("IndexName") && body.contains("FOLLOWING#" + author + "\""))
                .toList();
    }
}
