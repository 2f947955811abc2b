package org.socialfeed.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.feed;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.fresh;
import static org.socialfeed.testing.Api.like;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.unfollow;
import static org.socialfeed.testing.Api.user;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.TestingDynamo;

@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
class FeedTest {
    @BeforeEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    @Test
    void showsTheOwnPostsOfSomebodyWhoFollowsNobody() {
        String alice = user("alice");
        String first = post(alice, "first");
        String second = post(alice, "second");
        assertThat(feed(alice, 20)).containsExactly(second, first);
    }

    @Test
    void isEmptyForACallerWithoutAProfile() {
        as(fresh("nobody")).get("/v1/feed").then().statusCode(200).body("items", hasSize(0), "next", nullValue());
    }

    @Test
    void mergesFolloweesNewestFirstWithLikesAndAuthors() {
        String alice = user("alice");
        String bob = user("bob");
        String carol = user("carol");
        follow(alice, bob);
        follow(alice, carol);
        String first = post(bob, "one");
        String second = post(carol, "two");
        String third = post(bob, "three");
        like(alice, carol, second).then().statusCode(201);
        as(alice)
                .get("/v1/feed")
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(third, second, first)))
                .body("items.liked", equalTo(List.of(false, true, false)))
                .body("items.likes", equalTo(List.of(0, 1, 0)))
                .body("items.author.username", equalTo(List.of(bob, carol, bob)));
        as(alice)
                .queryParam("include", "none")
                .get("/v1/feed")
                .then()
                .body("items[0].likes", nullValue(), "items[0].liked", nullValue());
    }

    @Test
    void bringsTheHistoryInOnFollowingAndTakesItOutOnUnfollowing() {
        String alice = user("alice");
        String bob = user("bob");
        String old = post(bob, "old");
        assertThat(feed(alice, 20)).isEmpty();
        follow(alice, bob);
        assertThat(feed(alice, 20)).containsExactly(old);
        unfollow(alice, bob);
        assertThat(feed(alice, 20)).isEmpty();
    }

    @Test
    void neitherRepeatsNorLosesWhenPostsArriveDuringAWalk() {
        String alice = user("alice");
        String bob = user("bob");
        follow(alice, bob);
        List<String> before = IntStream.range(0, 7)
                .mapToObj(number -> post(bob, "before " + number))
                .sorted(Comparator.reverseOrder())
                .toList();
        List<String> walked = new ArrayList<>();
        String cursor = null;
        do {
            var request = as(alice).queryParam("limit", 2);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/v1/feed")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            walked.addAll(page.getList("items.id"));
            cursor = page.getString("next");
            post(bob, "meanwhile");
        } while (cursor != null);
        assertThat(walked).isEqualTo(before);
    }

    @Test
    void givesEveryPostOnceInAnyPageSize() {
        long seed = 42;
        Random random = new Random(seed);
        String reader = user("reader");
        List<String> expected = new ArrayList<>();
        List<String> authors = new ArrayList<>(List.of(reader));
        for (int i = 0; i < 12; i++) {
            String author = user("author");
            follow(reader, author);
            authors.add(author);
        }
        for (int i = 0; i < 90; i++) {
            // A heavy tail: a few authors write most of the posts, some write none.
            int author = (int) Math.min(authors.size() - 1, Math.abs(random.nextGaussian()) * 3);
            expected.add(post(authors.get(author), "post " + i));
        }
        expected.sort(Comparator.reverseOrder());
        for (int limit : List.of(1, 7, 20, 90, 100)) {
            assertThat(feed(reader, limit)).as("seed %d, limit %d", seed, limit).isEqualTo(expected);
        }
    }

    @Test
    void asksASourceAgainOnlyWhenTheMergeHasUsedUpWhatItGave() {
        String reader = user("reader");
        for (int i = 0; i < 30; i++) {
            String author = user("author");
            follow(reader, author);
            post(author, "the only one");
        }
        TestingDynamo.current().clear();
        as(reader).get("/v1/feed").then().statusCode(200).body("items", hasSize(20));
        // One for the followees, one for each of 30 followees and the reader, one for the reader's likes.
        assertThat(TestingDynamo.current().count("Query")).isEqualTo(33);
    }

    @Test
    void doesNotReadBeyondTheLimitAndOneLookAhead() {
        String reader = user("reader");
        String author = user("author");
        follow(reader, author);
        for (int i = 0; i < 15; i++) {
            post(author, "post " + i);
        }
        TestingDynamo.current().clear();
        as(reader).queryParam("limit", 3).get("/v1/feed").then().statusCode(200).body("items", hasSize(3));
        assertThat(TestingDynamo.current().calls().stream()
                        .filter(call -> call.body().contains("FOLLOWING#" + author)))
                .hasSize(1)
                .allMatch(call -> call.body().contains("\"Limit\":4"));
    }
}
