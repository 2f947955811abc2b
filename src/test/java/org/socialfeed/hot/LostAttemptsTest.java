package org.socialfeed.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.like;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.TestingDynamo.op;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import org.socialfeed.table.Change;
import org.socialfeed.table.Counts;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Keys;
import org.socialfeed.testing.CachesOn;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.TestingDynamo;
import org.socialfeed.testing.TestingTicker;

/** Which lost attempts make a key grow: those at its own items. Time passes only when a test says so. */
@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
@TestProfile(CachesOn.class)
class LostAttemptsTest {
    private static final Pattern TOKEN = Pattern.compile("\"ClientRequestToken\":\"([^\"]+)\"");
    /** Long enough for what is grown in the background. */
    private static final Duration A_WHILE = Duration.ofMillis(500);

    private static final int MANY = 12;

    @Inject
    FeedTable table;

    @Inject
    AuthorRegistry authors;

    @Inject
    Shards shards;

    @Inject
    TestingTicker ticker;

    @BeforeEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    /** An index over its limit throttles the write of the post's item. */
    @ParameterizedTest
    @CsvSource({"TransactionConflict,COUNT#OWN,1", "ThrottlingError,COUNT#OWN,1", "ThrottlingError,GSI1PK,4"})
    void ofPosts(String code, String item, int expected) {
        String author = user("author");
        firstAttemptsFail(code, item, author);
        IntStream.range(0, MANY).forEach(i -> post(author, "post " + i));
        ticker.advance(Duration.ofSeconds(1));
        post(author, "last");
        hasShards(expected, () -> authors.announced(new Username(author)));
    }

    @ParameterizedTest
    @CsvSource({"COUNT#OWN,1", "FOLLOWING#star,1", "COUNT#FOLLOWERS,4", "FOLLOWER#fan,4"})
    void ofFollows(String item, int expected) {
        String star = user("star");
        List<String> fans = fans();
        firstAttemptsFail("TransactionConflict", item, star);
        fans.forEach(fan -> follow(fan, star).then().statusCode(201));
        ticker.advance(Duration.ofSeconds(1));
        follow(user("fan"), star).then().statusCode(201);
        hasShards(expected, () -> shards.known(new HotKey.Followers(new Username(star))));
    }

    @ParameterizedTest
    @CsvSource({"COUNT#OWN,1", "LIKE#,1", "COUNT\"},4", "LIKER#,4"})
    void ofLikes(String item, int expected) {
        String author = user("author");
        String id = post(author, "viral");
        List<String> fans = fans();
        firstAttemptsFail("TransactionConflict", item, id);
        fans.forEach(fan -> like(fan, author, id).then().statusCode(201));
        ticker.advance(Duration.ofSeconds(1));
        like(user("fan"), author, id).then().statusCode(201);
        hasShards(expected, () -> shards.known(new HotKey.Likers(new Username(author), new PostId(id))));
    }

    /** 30 posts of which each needs a second id are 30 writes a second, not 60. */
    @Test
    void anIdThatIsDrawnAgainIsNoFurtherWrite() {
        String author = user("author");
        String ahead = PostId.imported(Instant.parse("2100-01-01T00:00:00Z"), new Username(author), 0)
                .value();
        table.transact(List.of(Change.of(Keys.ownCount(new Username(author))).set(Counts.LAST_POST, ahead)))
                .await()
                .indefinitely();
        IntStream.range(0, 30)
                .forEach(i -> assertThat(post(author, "post " + i)).isGreaterThan(ahead));
        ticker.advance(Duration.ofSeconds(1));
        post(author, "last");
        hasShards(1, () -> authors.announced(new Username(author)));
    }

    private static List<String> fans() {
        return IntStream.range(0, MANY).mapToObj(i -> user("fan")).toList();
    }

    private static void hasShards(int expected, IntSupplier shards) {
        await().during(A_WHILE).until(() -> shards.getAsInt() == expected);
    }

    private static void firstAttemptsFail(String code, String item, String subject) {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        TestingDynamo.current()
                .on(op("TransactWriteItems")
                        .where(body -> body.contains(subject) && body.contains(item) && seen.add(token(body))))
                .cancel(code, item);
    }

    private static String token(String body) {
        Matcher token = TOKEN.matcher(body);
        assertThat(token.find()).isTrue();
        return token.group(1);
    }
}
