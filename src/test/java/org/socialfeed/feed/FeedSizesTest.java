package org.socialfeed.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.feed;
import static org.socialfeed.testing.Api.fresh;
import static org.socialfeed.testing.Api.user;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.Planted;
import org.socialfeed.testing.TestingDynamo;

/** Feeds of many followees and of many pages. No time is asserted: the local store is slow. */
@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
class FeedSizesTest {
    private final Planted planted = Planted.inCurrent();

    @BeforeEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    @AfterEach
    void closePlanted() {
        planted.close();
    }

    @Test
    void fiveThousandFolloweesGiveAnExactPageAndNoMoreCallsAtATimeThanAllowed() {
        String reader = user("reader");
        List<String> followees =
                IntStream.range(0, 5_000).mapToObj(i -> "many_" + i).toList();
        planted.follows(reader, followees);
        List<String> posts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String author = followees.get(i * 83);
            planted.profile(author);
            posts.add(planted.post(author, i, "post " + i));
        }
        posts.sort(Comparator.reverseOrder());
        TestingDynamo.current().clear();
        as(reader)
                .queryParam("limit", 50)
                .get("/v1/feed")
                .then()
                .statusCode(200)
                .body("items.id", equalTo(posts.subList(0, 50)));
        assertThat(TestingDynamo.current().maxInFlight()).isBetween(2, 64);
        assertThat(TestingDynamo.current().count("Query")).isGreaterThan(5_000);
    }

    @Test
    void aThousandPagesGiveEveryPostOnce() {
        String reader = user("reader");
        String author = fresh("author");
        planted.profile(author);
        planted.follows(reader, List.of(author));
        List<String> posts = IntStream.range(0, 1_003)
                .mapToObj(i -> planted.post(author, i, "post " + i))
                .sorted(Comparator.reverseOrder())
                .toList();
        assertThat(feed(reader, 1)).isEqualTo(posts);
    }

    @Test
    void aHundredAndTwentyFolloweesGiveAnExactFeed() {
        String reader = user("reader");
        List<String> followees =
                IntStream.range(0, 120).mapToObj(i -> fresh("author")).toList();
        followees.forEach(planted::profile);
        planted.follows(reader, followees);
        // Author n wrote n % 7 posts, at times that lie among each other.
        List<String> posts = IntStream.range(0, 120)
                .boxed()
                .flatMap(n -> IntStream.range(0, n % 7)
                        .mapToObj(k -> planted.post(followees.get(n), k * 1_000L + n, "post " + k)))
                .sorted(Comparator.reverseOrder())
                .toList();
        assertThat(feed(reader, 100)).isEqualTo(posts);
    }

    @Test
    void aPostWhoseAuthorIsGoneIsHiddenAndThePageStaysFull() {
        String reader = user("reader");
        String author = user("author");
        String ghost = fresh("ghost");
        planted.follows(reader, List.of(author, ghost));
        List<String> shown = IntStream.range(0, 10)
                .mapToObj(i -> planted.post(author, i * 2L, "shown"))
                .sorted(Comparator.reverseOrder())
                .toList();
        IntStream.range(0, 10).forEach(i -> planted.post(ghost, i * 2L + 1, "hidden"));
        assertThat(feed(reader, 4)).isEqualTo(shown);
        as(reader).queryParam("limit", 10).get("/v1/feed").then().body("items", hasSize(10), "next", equalTo(null));
    }
}
