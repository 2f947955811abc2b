package org.socialfeed.operate;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.feed;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.fresh;
import static org.socialfeed.testing.Api.like;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.profile;
import static org.socialfeed.testing.Api.putProfile;
import static org.socialfeed.testing.Api.unfollow;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.TestingDynamo.op;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.TestingDynamo;
import picocli.CommandLine;

@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
class ImportTest {
    private static final long TIME = 1_600_000_000_000L;

    @Inject
    Tasks tasks;

    @TempDir
    Path folder = Path.of("");

    private final StringWriter printed = new StringWriter();

    @BeforeEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    @Test
    void whatIsImportedIsThereAsIfItHadBeenMadeByTheApi() throws IOException {
        String star = fresh("star");
        List<String> fans = IntStream.range(0, 60).mapToObj(i -> fresh("fan")).toList();
        List<String> follows = new ArrayList<>(List.of("# a comment", ""));
        fans.forEach(fan -> follows.add(fan + "\t" + star));
        follows.add(star + "\t" + fans.get(0));
        List<String> posts = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            // Two at each moment: the order of the lines is the order of posting.
            posts.add(star + "\t" + (TIME + i / 2) + "\tpost " + i + "\\nsecond line \\\\ \\t.");
        }
        posts.add(fans.get(0) + "\t" + (TIME + 1_000) + "\tthe newest");

        assertThat(run(follows, posts, "--dry-run")).isZero();
        profile(star).then().statusCode(404);
        assertThat(run(follows, posts)).isZero();
        assertThat(printed.toString()).contains("61 users, 61 follows, 31 posts", "Imported");

        profile(star).then().body("followers", equalTo(60), "following", equalTo(1), "posts", equalTo(30));
        profile(fans.get(0)).then().body("followers", equalTo(1), "following", equalTo(1), "posts", equalTo(1));
        List<String> feed = feed(fans.get(7), 7);
        assertThat(feed).hasSize(30);
        List<String> texts = feed.stream()
                .map(id -> given().get("/v1/users/{u}/posts/{p}", star, id).<String>path("text"))
                .toList();
        assertThat(texts)
                .isEqualTo(IntStream.iterate(29, i -> i >= 0, i -> i - 1)
                        .mapToObj(i -> "post " + i + "\nsecond line \\ \t.")
                        .toList());

        String id = post(star, "after the import");
        assertThat(feed(fans.get(0), 10).get(0)).isEqualTo(id);
        like(fans.get(3), star, feed.get(5)).then().statusCode(201);
        unfollow(fans.get(3), star).then().statusCode(204);
        follow(fans.get(4), star).then().statusCode(200);
        follow(user("another"), star).then().statusCode(201);
        profile(star).then().body("followers", equalTo(60), "posts", equalTo(31));
        as(star).get("/v1/users/{u}/posts/{p}", star, feed.get(5)).then().body("likes", equalTo(1));
    }

    @Test
    void anImportThatWasEndedGoesOnAndCountsRight() throws IOException {
        String star = fresh("star");
        List<String> fans = IntStream.range(0, 40).mapToObj(i -> fresh("fan")).toList();
        List<String> follows = fans.stream().map(fan -> fan + "\t" + star).toList();
        List<String> posts = List.of(star + "\t" + TIME + "\tone", star + "\t" + TIME + "\ttwo");
        TestingDynamo.current()
                .on(op("PutItem").where(body -> body.contains("COUNT#FOLLOWERS") && body.contains(fans.get(20))))
                .fail(500, "InternalServerError");
        assertThat(run(follows, posts)).isEqualTo(3);
        profile(star).then().statusCode(404);
        TestingDynamo.current().clear();
        // Some exist by their counts already, and one of them is followed before the import goes on.
        follow(user("early"), fans.get(0));
        assertThat(run(follows, posts)).isZero();
        profile(star).then().body("followers", equalTo(40), "posts", equalTo(2));
        int early = profile(fans.get(0)).path("followers");
        assertThat(early)
                .isEqualTo(given().get("/v1/users/{u}/followers", fans.get(0))
                        .<List<String>>path("items.username")
                        .size());
    }

    @Test
    void whoPutsAProfileBeforeTheImportDoesKeepsItAndTheCounts() throws IOException {
        String star = fresh("star");
        String early = fresh("early");
        List<String> follows = List.of(early + "\t" + star);
        TestingDynamo.current()
                .on(op("PutItem").where(body -> body.contains("PROFILE") && body.contains(early)))
                .fail(500, "InternalServerError");
        assertThat(run(follows, List.of())).isEqualTo(3);
        TestingDynamo.current().clear();
        putProfile(early, Map.of("displayName", "Early")).then().statusCode(201);
        assertThat(run(follows, List.of())).isZero();
        profile(early).then().body("following", equalTo(1), "displayName", equalTo("Early"));
        putProfile(early, Map.of("displayName", "Later")).then().statusCode(200);
    }

    @Test
    void whoSignsUpDuringAnImportIsNamedAndCountedByARecount() throws IOException {
        String star = fresh("star");
        String early = fresh("early");
        List<String> follows = List.of(early + "\t" + star, fresh("fan") + "\t" + star);
        TestingDynamo.current()
                .on(op("PutItem").where(body -> body.contains("COUNT#OWN") && body.contains(early)))
                .fail(500, "InternalServerError");
        assertThat(run(follows, List.of())).isEqualTo(3);
        TestingDynamo.current().clear();
        putProfile(early, Map.of("displayName", "Early")).then().statusCode(201);
        assertThat(run(follows, List.of())).isEqualTo(1);
        assertThat(printed.toString()).contains("signed up meanwhile", "each of them: " + early + "\n");
        profile(star).then().body("followers", equalTo(2));
        profile(early).then().body("following", equalTo(0));
        assertThat(execute(List.of("recount", "--user", early))).isZero();
        profile(early).then().body("following", equalTo(1), "displayName", equalTo("Early"));
    }

    @Test
    void anImportThatIsThrottledForLongerThanACallIsRepeatedGoesOn() throws IOException {
        String star = fresh("star");
        List<String> fans = IntStream.range(0, 5).mapToObj(i -> fresh("fan")).toList();
        // 3 attempts of the SDK each: the third round of the batch and of the counts is the first that gets through.
        TestingDynamo.current().on(op("BatchWriteItem")).times(6).throttle();
        TestingDynamo.current()
                .on(op("PutItem").where(body -> body.contains("COUNT#FOLLOWERS") && body.contains(star)))
                .times(6)
                .throttle();
        assertThat(run(fans.stream().map(fan -> fan + "\t" + star).toList(), List.of()))
                .isZero();
        profile(star).then().body("followers", equalTo(5));
        assertThat(given().get("/v1/users/{u}/followers", star).<List<String>>path("items.username"))
                .hasSize(5);
    }

    @Test
    void theProgressOfAnImportIntoAnotherTableIsNotTakenForThisOnes() throws IOException {
        String star = fresh("star");
        List<String> follows = List.of(fresh("fan") + "\t" + star);
        assertThat(run(follows, List.of())).isZero();
        Path state = folder.resolve("follows.tsv.state");
        Files.writeString(state, Files.readString(state).replaceAll("(?m)^table=.*$", "table=another"));

        assertThat(run(follows, List.of())).isEqualTo(2);
        assertThat(printed.toString())
                .contains("follows.tsv.state belongs to an import into another table; name another");

        Files.delete(state);
        assertThat(run(follows, List.of())).isEqualTo(2);
        assertThat(printed.toString()).contains("exist already: ", star);
    }

    @Test
    void usersMustBeNew() throws IOException {
        String there = user("there");
        assertThat(run(List.of(fresh("fan") + "\t" + there), List.of())).isEqualTo(2);
        assertThat(printed.toString()).contains("exist already: " + there);
        profile(there).then().body("followers", equalTo(0));
    }

    @ParameterizedTest
    @CsvSource({
        "aaa-bbb|line 1: 2 fields separated by TAB",
        "aaa>aaa|line 1: nobody follows themselves",
        "aaa>B|line 1: A username has 3 to 30",
        "aaa>bbb;aaa>bbb|line 2: this follow stands in an earlier line",
    })
    void whatCannotBeImportedIsNamedByItsLineAndNothingIsWritten(String row) throws IOException {
        String[] parts = row.split("\\|", 2);
        List<String> lines = List.of(parts[0].replace('>', '\t').split(";", -1));
        assertThat(run(lines, List.of())).isEqualTo(2);
        assertThat(printed.toString()).contains(parts[1]);
        assertThat(TestingDynamo.current().count("BatchWriteItem")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "aaa>soon>text|the time must be in milliseconds",
        "aaa>-1>text|the time is not one of the years",
        "aaa>1600000000000> |must not be blank",
        "aaa>1600000000000|3 fields separated by TAB",
    })
    void aPostThatCannotBeImportedIsNamed(String row) throws IOException {
        String[] parts = row.split("\\|", 2);
        assertThat(run(List.of("aaa\tbbb"), List.of(parts[0].replace('>', '\t'))))
                .isEqualTo(2);
        assertThat(printed.toString()).contains("posts.tsv, line 1: ", parts[1]);
        assertThat(TestingDynamo.current().count("BatchWriteItem")).isZero();
    }

    private int run(List<String> follows, List<String> posts, String... more) throws IOException {
        Path followsFile = write("follows.tsv", follows);
        Path postsFile = write("posts.tsv", posts);
        List<String> args = new ArrayList<>(
                List.of("import", "--follows", followsFile.toString(), "--posts", postsFile.toString()));
        args.addAll(List.of(more));
        return execute(args);
    }

    private int execute(List<String> args) {
        PrintWriter out = new PrintWriter(printed, true);
        CommandLine commands = tasks.commands().setOut(out).setErr(out);
        return commands.execute(args.toArray(String[]::new));
    }

    /** Written once: an import knows its input again by size and time. */
    private Path write(String name, List<String> lines) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? file : Files.write(file, lines);
    }
}
