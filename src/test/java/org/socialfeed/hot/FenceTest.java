package org.socialfeed.hot;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.TestingDynamo.op;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socialfeed.testing.FenceOn;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.TestingDynamo;
import org.socialfeed.testing.TestingTicker;

/** The fence as clients meet it: a replica that can't know where posts are shows none. */
@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
@TestProfile(FenceOn.class)
class FenceTest {
    private static final Duration NEXT = Duration.ofNanos(1);

    @Inject
    TestingTicker ticker;

    @BeforeEach
    @AfterEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/feed", "/v1/users/{author}/posts"})
    void postsAreNotServedByAnOldRegistry(String path) {
        String author = user("author");
        String fan = user("fan");
        follow(fan, author).then().statusCode(201);
        post(author, "one");
        ticker.advance(FenceOn.FENCE.plus(NEXT));
        get(path, fan, author).statusCode(200).body("items", hasSize(1));

        TestingDynamo.current()
                .on(op("Query").where(body -> body.contains("\"HOT\"")))
                .fail(500, "InternalServerError");
        ticker.advance(FenceOn.FENCE);
        get(path, fan, author).statusCode(200).body("items", hasSize(1));
        ticker.advance(NEXT);
        get(path, fan, author).statusCode(503).body("type", equalTo("urn:social-feed:problem:unavailable"));

        TestingDynamo.current().clear();
        get(path, fan, author).statusCode(200).body("items", hasSize(1));
    }

    private static ValidatableResponse get(String path, String reader, String author) {
        return as(reader).get(path.replace("{author}", author)).then();
    }
}
