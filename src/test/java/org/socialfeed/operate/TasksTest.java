package org.socialfeed.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.socialfeed.testing.Api.follow;
import static org.socialfeed.testing.Api.post;
import static org.socialfeed.testing.Api.user;
import static org.socialfeed.testing.TestingDynamo.anyOp;
import static org.socialfeed.testing.TestingDynamo.op;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socialfeed.id.Username;
import org.socialfeed.table.FeedTable;
import org.socialfeed.testing.Call;
import org.socialfeed.testing.HotRegistry;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.TestingDynamo;

/** What all tasks have in common: help, exit codes, and one line for what went wrong. */
@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
class TasksTest {
    private static final String POST = "01KKNTX4544TFF59TDWH9EDD10";

    @Inject
    Tasks tasks;

    @Inject
    FeedTable table;

    @BeforeEach
    @AfterEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "verify-table",
                "recount",
                "hot",
                "hot list",
                "hot followers",
                "hot likers",
                "hot posts",
                "import",
                "export"
            })
    void helpIsGivenWithoutAStore(String task) {
        TestingDynamo.current().on(anyOp()).refuse();
        Run run = run((task + " --help").strip());
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .anySatisfy(line -> assertThat(line).startsWith(("Usage: social-feed " + task).strip()))
                .contains("Exit codes:")
                .anySatisfy(line -> assertThat(line).startsWith("  5 "));
        assertThat(TestingDynamo.current().calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "improt",
                "--all",
                "verify-table --all",
                "recount",
                "recount --user",
                "recount --user A",
                "recount --user abc --post 1",
                "hot",
                "hot followers",
                "hot followers A",
                "hot followers abc --set some",
                "hot followers abc --set 3",
                "hot followers abc --set 128 --dry-run",
                "import",
                "import --follows /nowhere/follows.tsv",
                "import --follows /",
                "export",
                "export A",
                "export abc --output /",
            })
    void wrongArgumentsAreRefusedInALineAndNothingIsWritten(String args) {
        Run run = run(args);
        assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().get(0)).startsWith("social-feed");
        assertThat(run.err()).hasSizeLessThan(3).noneMatch(line -> line.contains("Exception"));
        assertNothingIsWritten();
    }

    @Test
    void aMisspeltTaskIsGuessed() {
        assertThat(run("improt").err()).anySatisfy(line -> assertThat(line).contains("import"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "recount --user nobody_here",
                "recount --user nobody_here --post " + POST,
                "hot followers nobody_here",
                "hot followers nobody_here --set 4",
                "hot likers nobody_here " + POST + " --set 4",
                "hot posts nobody_here",
                "hot posts nobody_here --set 4",
                "export nobody_here",
            })
    void whatDoesNotExistIsNamed(String args) {
        Run run = run(args);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).singleElement().asString().contains("There is no ", "nobody_here");
        assertNothingIsWritten();
    }

    @ParameterizedTest
    @ValueSource(strings = {"recount --user abc", "hot list", "hot posts abc --set 4", "export abc"})
    void aTableThatDoesNotFitIsLeftAlone(String args) {
        TestingDynamo.current().on(op("DescribeTable")).fail(400, "ResourceNotFoundException");
        Run run = run(args);
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .singleElement()
                .asString()
                .endsWith("The table social-feed does not fit: it does not exist");
        assertThat(TestingDynamo.current().calls()).extracting(Call::operation).containsExactly("DescribeTable");
    }

    @Test
    void whatDiffersIsTheAnswerOfVerification() {
        assertThat(run("verify-table")).isEqualTo(new Run(0, List.of(), List.of("The table social-feed fits")));
        assertThat(TestingDynamo.current().calls())
                .extracting(Call::operation)
                .containsExactly("DescribeTable", "DescribeTimeToLive");
        TestingDynamo.current().on(op("DescribeTable")).fail(400, "ResourceNotFoundException");
        assertThat(run("verify-table")).isEqualTo(new Run(1, List.of("social-feed: it does not exist"), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify-table", "recount --user abc", "hot list", "export abc"})
    void aStoreThatDoesNotAnswerIsTold(String args) {
        TestingDynamo.current().on(anyOp()).refuse();
        Run run = run(args);
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).singleElement().asString().contains(": DynamoDB does not answer: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify-table", "recount --user abc", "hot list", "export abc"})
    void aMissingPermissionIsTold(String args) {
        TestingDynamo.current().on(op("DescribeTimeToLive")).fail(400, "AccessDeniedException");
        assertThatItIsDenied(run(args));
    }

    @Test
    void aPermissionThatIsMissingOnTheWayIsTold() {
        String alice = user("alice");
        TestingDynamo.current().on(op("Query")).fail(400, "AccessDeniedException");
        assertThatItIsDenied(run("recount --user " + alice));
        TestingDynamo.current().on(op("TransactWriteItems")).fail(400, "ExpiredTokenException");
        assertThatItIsDenied(run("hot followers " + alice + " --set 2"));
    }

    private static void assertThatItIsDenied(Run run) {
        assertThat(run.exitCode()).as("%s", run).isEqualTo(5);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .singleElement()
                .asString()
                .contains(": DynamoDB refuses the credentials or what they may do: ", "injected by TestingDynamo");
    }

    @Test
    void shardsAreSetOnlyIfItIsMeant() {
        String star = user("star");
        follow(user("fan"), star).then().statusCode(201);
        String id = post(star, "one");
        for (String key : List.of("followers " + star, "likers " + star + " " + id, "posts " + star)) {
            TestingDynamo.current().clear();
            assertThat(run("hot " + key + " --set 4 --dry-run").out()).containsExactly("1");
            assertThat(run("hot " + key + " --set 6 --dry-run").exitCode()).isEqualTo(2);
            assertNothingIsWritten();
        }
        assertThat(run("hot followers " + star + " --set 4").out()).containsExactly("4");
        assertThat(run("hot followers " + star + " --set 2 --dry-run").exitCode())
                .isEqualTo(2);
        assertThat(run("hot followers " + star).out()).containsExactly("4");
    }

    @Test
    void whyANumberOfShardsIsRefusedIsTold() {
        String star = user("star");
        String id = post(star, "one");
        assertThat(run("hot followers " + star + " --set 4").exitCode()).isZero();
        assertThat(run("hot likers " + star + " " + id + " --set 4").exitCode()).isZero();
        // Setting that of posts takes as long as the fence, which is hours here.
        new HotRegistry(table).append(new Username(star), 4, "active");
        for (String key : List.of("followers " + star, "likers " + star + " " + id, "posts " + star)) {
            for (String way : List.of("", " --dry-run")) {
                TestingDynamo.current().clear();
                assertThat(run("hot " + key + " --set 2" + way))
                        .isEqualTo(refused(
                                key, "Shards only grow, for what was written to them stays there: there are 4, not 2"));
                assertThat(run("hot " + key + " --set 6" + way))
                        .isEqualTo(refused(key, "A number of shards is a power of two from 1 to 64, not 6"));
                assertThat(run("hot " + key + " --set 128" + way))
                        .isEqualTo(refused(key, "A number of shards is a power of two from 1 to 64, not 128"));
                assertNothingIsWritten();
            }
        }
    }

    private static Run refused(String key, String reason) {
        return new Run(2, List.of(), List.of("social-feed hot " + key.split(" ", 2)[0] + ": " + reason));
    }

    private static void assertNothingIsWritten() {
        assertThat(TestingDynamo.current().calls())
                .extracting(Call::operation)
                .isSubsetOf("DescribeTable", "DescribeTimeToLive", "GetItem", "BatchGetItem", "Query");
    }

    private Run run(String args) {
        return Run.of(tasks, args.split(" ", -1));
    }
}
