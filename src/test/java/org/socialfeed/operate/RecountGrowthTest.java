package org.socialfeed.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.profile;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.TestingDynamo.op;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socialfeed.hot.AuthorRegistry;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import org.socialfeed.table.Change;
import org.socialfeed.table.Counts;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Keys;
import org.socialfeed.testing.Concurrently;
import org.socialfeed.testing.FenceOn;
import org.socialfeed.testing.HotRegistry;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.TestingDynamo;
import org.socialfeed.testing.TestingTicker;

/** A recount may take longer than an author's posts take to get more shards. */
@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
@TestProfile(FenceOn.class)
class RecountGrowthTest {
    @Inject
    Recount recount;

    @Inject
    AuthorRegistry authors;

    @Inject
    FeedTable table;

    @Inject
    TestingTicker ticker;

    @BeforeEach
    @AfterEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    @Test
    void postsInShardsThatAreNewSinceItsBeginningAreCounted() {
        String machine = user("machine");
        Username author = new Username(machine);
        post(machine, "one");
        await(table.change(Change.of(Keys.ownCount(author)).set(Counts.POSTS, 50)));
        TestingDynamo.current().clear();
        TestingDynamo.current()
                .on(op("Query").where(body -> body.contains("USER#" + machine)))
                .times(1)
                .holdReply();
        CompletableFuture<List<Recount.Line>> lines = Concurrently.start(
                () -> await(recount.user(author, false, more -> {}).collect().asList()));
        Awaitility.await()
                .until(() -> TestingDynamo.current().calls().stream()
                        .anyMatch(call ->
                                call.operation().equals("Query") && call.body().contains("USER#" + machine)));

        new HotRegistry(table).append(author, 16, "active");
        ticker.advance(FenceOn.FENCE.plusNanos(1));
        await(authors.fenced());
        List<String> fresh = List.of(post(machine, "two"), post(machine, "three"), post(machine, "four"));
        assertThat(fresh).allMatch(id -> new PostId(id).shardsLog2() == 4);
        TestingDynamo.current().release();

        Recount.Line posts = lines.join().get(0);
        assertThat(posts.counted()).isEqualTo(4);
        assertThat(posts.outcome()).isEqualTo(Recount.Outcome.REPAIRED);
        profile(machine).then().body("posts", equalTo(4));
    }

    private static <T> T await(Uni<T> result) {
        return result.await().indefinitely();
    }
}
