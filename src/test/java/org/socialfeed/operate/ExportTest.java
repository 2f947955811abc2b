package org.socialfeed.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.createPost;
import static org.socialfeed.testing.Api.deletePost;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.fresh;
import static org.socialfeed.testing.Api.like;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.putProfile;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.Api.walk;
import static org.socialfeed.testing.TestingDynamo.op;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socialfeed.local.LocalTable;
import org.socialfeed.testing.Call;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.Planted;
import org.socialfeed.testing.TestingDynamo;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
class ExportTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Keys, where the other side of an edge is, and what is computed from the fields of a profile. */
    private static final Set<String> TECHNICAL = Set.of("PK", "SK", "GSI1PK", "GSI1SK", "shard", "etag");

    private static final Map<String, String> KINDS = Map.of(
            "PROFILE", "profile",
            "POST", "post",
            "FOLLOWING", "following",
            "FOLLOWER", "follower",
            "LIKE", "like");

    @Inject
    Tasks tasks;

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    @AfterEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    @Test
    void allThatIsStoredOfAUserIsWrittenAndNothingOfOthers() throws IOException {
        String alice = fresh("alice");
        putProfile(
                alice, Map.of("displayName", "Älice 🙂", "bio", "one\ntwo", "avatarUrl", "https://example.org/a.png"));
        String bob = user("bob");
        String carol = user("carol");
        List<String> posts = List.of(post(alice, "first \"line\"\nsecond"), post(alice, "ünï 🙂"));
        deletePost(alice, post(alice, "deleted")).then().statusCode(204);
        follow(alice, bob).then().statusCode(201);
        follow(alice, carol).then().statusCode(201);
        List<String> fans = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            fans.add(user("fan"));
            follow(fans.get(i), alice).then().statusCode(201);
        }
        assertThat(Run.of(tasks, "hot", "followers", alice, "--set", "4").exitCode())
                .isZero();
        for (int i = 4; i < 12; i++) {
            fans.add(user("fan"));
            follow(fans.get(i), alice).then().statusCode(201);
        }
        String liked = post(bob, "liked");
        String gone = post(bob, "liked and then deleted");
        like(alice, bob, liked).then().statusCode(201);
        like(alice, bob, gone).then().statusCode(201);
        like(alice, alice, posts.get(0)).then().statusCode(201);
        like(bob, alice, posts.get(0)).then().statusCode(201);
        deletePost(bob, gone).then().statusCode(204);

        List<JsonNode> lines = export(alice);

        JsonNode profile = lines.get(0);
        assertThat(profile.path("type").asText()).isEqualTo("profile");
        assertThat(profile.path("username").asText()).isEqualTo(alice);
        assertThat(profile.path("displayName").asText()).isEqualTo("Älice 🙂");
        assertThat(profile.path("bio").asText()).isEqualTo("one\ntwo");
        assertThat(profile.path("avatarUrl").asText()).isEqualTo("https://example.org/a.png");
        assertThat(profile.path("createdAt").asText())
                .isEqualTo(as(alice).get("/v1/users/{u}", alice).<String>path("createdAt"));
        assertThat(of("post", lines, "id"))
                .containsExactlyInAnyOrderElementsOf(posts)
                .isEqualTo(walk(as(alice), "/v1/users/" + alice + "/posts", 100, "id"));
        assertThat(of("post", lines, "text")).containsExactly("ünï 🙂", "first \"line\"\nsecond");
        assertThat(of("post", lines, "createdAt"))
                .isEqualTo(walk(as(alice), "/v1/users/" + alice + "/posts", 100, "createdAt"));
        assertThat(of("following", lines, "username")).containsExactlyInAnyOrder(bob, carol);
        assertThat(of("following", lines, "followedAt"))
                .isEqualTo(walk(as(alice), "/v1/users/" + alice + "/following", 100, "followedAt"));
        assertThat(of("follower", lines, "username")).containsExactlyInAnyOrderElementsOf(fans);
        assertThat(of("like", lines, "post")).containsExactlyInAnyOrder(liked, gone, posts.get(0));
        assertThat(of("like", lines, "author")).containsExactlyInAnyOrder(bob, bob, alice);
        assertEveryAttributeIsIn(lines, alice);
    }

    /** Holds for attributes that nobody has thought of yet: one that is stored is written, or named as technical here. */
    private static void assertEveryAttributeIsIn(List<JsonNode> lines, String user) {
        List<Map<String, AttributeValue>> items = stored(user);
        assertThat(items).hasSameSizeAs(lines);
        for (Map<String, AttributeValue> item : items) {
            String kind = kind(item);
            List<String> fields = item.keySet().stream()
                    .filter(name -> !TECHNICAL.contains(name))
                    .toList();
            assertThat(lines)
                    .filteredOn(line -> line.path("type").asText().equals(KINDS.get(kind)))
                    .isNotEmpty()
                    .allSatisfy(
                            line -> assertThat(line.fieldNames()).toIterable().containsAll(fields));
        }
    }

    /** All items of a user of up to four shards but counts and idempotency records. */
    private static List<Map<String, AttributeValue>> stored(String user) {
        try (DynamoDbAsyncClient client = LocalTable.configure(
                        DynamoDbAsyncClient.builder(), TestingDynamo.current().url())
                .build()) {
            return Stream.of("", "#1", "#2", "#3")
                    .map(shard -> client.query(query -> query.tableName("social-feed")
                                    .keyConditionExpression("PK = :pk")
                                    .expressionAttributeValues(
                                            Map.of(":pk", AttributeValue.fromS("USER#" + user + shard))))
                            .join())
                    .flatMap(answer -> answer.items().stream())
                    .filter(item -> !Set.of("COUNT", "IDEM").contains(kind(item)))
                    .toList();
        }
    }

    private static String kind(Map<String, AttributeValue> item) {
        return Objects.requireNonNull(item.get("SK")).s().split("#", 2)[0];
    }

    @Test
    void itReadsPageByPageConsistentlyAndWritesNothing() throws IOException {
        String collector = fresh("collector");
        List<String> followees =
                IntStream.range(0, 2_500).mapToObj(i -> fresh("f")).toList();
        try (Planted planted = Planted.inCurrent()) {
            planted.profile(collector);
            planted.follows(collector, followees);
        }
        TestingDynamo.current().clear();

        assertThat(of("following", export(collector), "username")).containsExactlyInAnyOrderElementsOf(followees);

        List<Call> calls = TestingDynamo.current().calls();
        assertThat(calls)
                .extracting(Call::operation)
                .isSubsetOf("DescribeTable", "DescribeTimeToLive", "GetItem", "Query");
        assertThat(calls)
                .filteredOn(call -> call.body().contains("USER#" + collector))
                .allSatisfy(call -> assertThat(call.body()).contains("\"ConsistentRead\":true"));
        assertThat(calls)
                .filteredOn(call -> call.body().contains("FOLLOWING#"))
                .hasSize(3)
                .allSatisfy(call -> assertThat(call.body()).contains("\"Limit\":1000"));
    }

    @Test
    void aFileIsThereAsAWholeOrNotAtAll() throws IOException {
        String alice = user("alice");
        Path file = folder.resolve("alice.jsonl");
        TestingDynamo.current()
                .on(op("Query").where(body -> body.contains("LIKE#")))
                .fail(500, "InternalServerError");
        Run failed = run(alice, file);
        assertThat(failed.exitCode()).isEqualTo(3);
        assertThat(failed.err()).singleElement().asString().contains("DynamoDB does not answer");
        assertThat(folder).isEmptyDirectory();

        Files.writeString(file, "older");
        assertThat(run(alice, file).exitCode()).isEqualTo(3);
        assertThat(file).hasContent("older");

        TestingDynamo.current().clear();
        assertThat(run(alice, file)).isEqualTo(new Run(0, List.of(), List.of("profile 1")));
        assertThat(Files.readAllLines(file)).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void whatCannotBeWrittenIsTold() {
        Path file = folder.resolve("missing").resolve("alice.jsonl");
        Run run = run(user("alice"), file);
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).singleElement().asString().contains(file + " can't be written");
    }

    @Test
    void ofNobodyThereIsNoFile() {
        assertThat(run("nobody_here", folder.resolve("nobody.jsonl")).exitCode())
                .isEqualTo(1);
        assertThat(folder).isEmptyDirectory();
    }

    /** A key of a post is a record of a request, which goes after a day. */
    @Test
    void idempotencyRecordsAreLeftOut() throws IOException {
        String alice = user("alice");
        createPost(alice, "once", "secret-key").then().statusCode(201);
        assertThat(export(alice))
                .hasSize(2)
                .noneSatisfy(line -> assertThat(line.toString()).contains("secret-key"));
    }

    private List<JsonNode> export(String user) throws IOException {
        Path file = folder.resolve(user + ".jsonl");
        Run run = run(user, file);
        assertThat(run.exitCode()).as("%s", run).isZero();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(parse(line));
        }
        return lines;
    }

    private Run run(String user, Path file) {
        return Run.of(tasks, "export", user, "--output", file.toString());
    }

    private static List<String> of(String type, List<JsonNode> lines, String field) {
        return lines.stream()
                .filter(line -> line.path("type").asText().equals(type))
                .map(line -> line.path(field).asText())
                .toList();
    }

    private static JsonNode parse(String line) throws JsonProcessingException {
        return JSON.readTree(line);
    }
}
