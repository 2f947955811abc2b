package org.socialfeed.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.socialfeed.testing.Api.createPost;
import static org.socialfeed.testing.Api.feed;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.profile;
import static org.socialfeed.testing.Api.user;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socialfeed.id.Username;
import org.socialfeed.testing.Concurrently;
import org.socialfeed.testing.LimitedDynamoResource;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.TestingDynamo;

/** What one user does many times at once: it all meets at the user's own count, which no shards relieve. */
@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
@QuarkusTestResource(value = LimitedDynamoResource.class, restrictToAnnotatedClass = true)
class ParallelWritesTest {
    /** Few enough that even a slow machine has them done before the last has waited for two seconds. */
    private static final int AT_ONCE = 8;

    @Inject
    AuthorRegistry authors;

    @Inject
    Shards shards;

    @Inject
    MeterRegistry metrics;

    @BeforeEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    @Test
    void postsOfOneAuthorAllSucceedAndNeedNoShards() {
        String author = user("author");
        double before = conflicts();
        List<String> ids = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            atOnce(i -> createPost(author, "post " + i)).forEach(posted -> {
                posted.then().statusCode(201);
                ids.add(posted.path("id"));
            });
        }
        assertThat(conflicts() - before).isZero();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(post(author, "after"))
                .isGreaterThan(ids.stream().max(String::compareTo).orElseThrow());
        assertThat(feed(author, 100)).hasSize(2 * AT_ONCE + 1).containsAll(ids);
        profile(author).then().body("posts", equalTo(2 * AT_ONCE + 1));
        assertThat(authors.announced(new Username(author))).isEqualTo(1);
    }

    @Test
    void followsOfOneUserAllSucceedAndGrowNobody() {
        String fan = user("fan");
        List<String> stars =
                IntStream.range(0, AT_ONCE).mapToObj(i -> user("star")).toList();
        double before = conflicts();
        atOnce(i -> follow(fan, stars.get(i)))
                .forEach(followed -> followed.then().statusCode(201));
        assertThat(conflicts() - before).isZero();
        profile(fan).then().body("following", equalTo(AT_ONCE));
        for (String star : stars) {
            profile(star).then().body("followers", equalTo(1));
            assertThat(shards.read(new HotKey.Followers(new Username(star)))
                            .await()
                            .indefinitely())
                    .contains(1);
        }
    }

    private static List<Response> atOnce(IntFunction<Response> request) {
        List<CompletableFuture<Response>> running = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> Concurrently.start(() -> request.apply(i)))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }

    private double conflicts() {
        return metrics.counter("feed.dynamodb.retries", "operation", "TransactWriteItems", "cause", "conflict")
                .count();
    }
}
