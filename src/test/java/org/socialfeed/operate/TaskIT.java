package org.socialfeed.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socialfeed.local.LocalDynamo;
import org.socialfeed.local.LocalTable;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.PackagedService;
import org.socialfeed.testing.UnfitTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** The operator's tasks as processes: what they print, and their exit codes. */
class TaskIT {
    private static Optional<LocalDynamo> dynamo = Optional.empty();

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void startStore() {
        LocalDynamo started = LocalDynamo.start(Optional.empty());
        dynamo = Optional.of(started);
        LocalTable.create(started.uri(), "social-feed");
        try (DynamoDbAsyncClient client = LocalTable.configure(DynamoDbAsyncClient.builder(), started.uri())
                .build()) {
            UnfitTable.create(client, "unfit");
        }
    }

    @AfterAll
    static void stopStore() {
        dynamo.ifPresent(LocalDynamo::close);
    }

    @Test
    void importThenRecountThenShards() throws IOException {
        Path follows = Files.write(folder.resolve("follows.tsv"), List.of("alice\tbob", "carol\tbob"));
        Path posts = Files.write(folder.resolve("posts.tsv"), List.of("bob\t1600000000000\tHello"));
        assertThat(task(0, "import", "--follows", follows.toString(), "--posts", posts.toString()))
                .contains("3 users, 2 follows, 1 posts", "profiles                3 of 3", "Imported")
                // 4 edges, the post and its index entry and its count, 6 counts of users, 3 profiles.
                .anySatisfy(line -> assertThat(line).startsWith("16.0 write units, "));
        assertThat(task(0, "recount", "--user", "bob"))
                .anySatisfy(line -> assertThat(line).contains("COUNT#FOLLOWERS", "stored 2, counted 2", "RIGHT"));
        assertThat(task(1, "recount", "--user", "nobody")).isEmpty();

        assertThat(task(0, "hot", "followers", "bob", "--set", "4")).containsExactly("4");
        assertThat(task(0, "hot", "followers", "bob")).containsExactly("4");
        assertThat(task(2, "hot", "followers", "bob", "--set", "2")).isEmpty();
        assertThat(task(2, "hot", "followers", "bob", "--set", "6")).isEmpty();
        assertThat(task(0, "hot", "posts", "bob", "--set", "2")).containsExactly("2");
        assertThat(task(0, "hot", "list")).containsExactly("bob 2");
    }

    @Test
    void anExportGoesToStandardOutputOrIntoAFile() throws IOException {
        Path follows = Files.write(folder.resolve("follows.tsv"), List.of("dave\terin"));
        Path posts = Files.write(folder.resolve("posts.tsv"), List.of("dave\t1600000000123\tGr\u00fc\u00dfe"));
        task(0, "import", "--follows", follows.toString(), "--posts", posts.toString());
        Path file = folder.resolve("dave.jsonl");
        assertThat(task(0, "export", "dave", "--output", file.toString())).isEmpty();
        // Whatever the encoding of the environment, which is none here: UTF-8.
        assertThat(Files.readAllLines(file))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("{\"type\":\"profile\",\"username\":\"dave\",\"displayName\":\"dave\","))
                .anySatisfy(line -> assertThat(line)
                        .endsWith("\"createdAt\":\"2020-09-13T12:26:40.123Z\",\"text\":\"Gr\u00fc\u00dfe\"}"))
                .anySatisfy(line -> assertThat(line).startsWith("{\"type\":\"following\",\"username\":\"erin\","));
        try (PackagedService task = run(settings(), "export", "erin")) {
            assertThat(task.exitCode()).as(task.output()).isZero();
            assertThat(task.log())
                    .hasSize(2)
                    .allSatisfy(
                            line -> assertThat(line).startsWith("{\"type\":\"").endsWith("}"));
            assertThat(task.errors()).containsExactly("profile 1, follower 1");
        }
    }

    @Test
    void aTableIsVerified() {
        assertThat(task(0, "verify-table")).isEmpty();
        Map<String, String> unfit = settings();
        unfit.put("feed.table.name", "unfit");
        try (PackagedService task = run(unfit, "verify-table")) {
            assertThat(task.exitCode()).as(task.output()).isEqualTo(1);
            assertThat(task.log())
                    .containsExactlyElementsOf(UnfitTable.DIFFERENCES.stream()
                            .map(each -> "unfit: " + each)
                            .toList());
            assertThat(task.errors()).isEmpty();
        }
        assertThatOneLineTells(unfit, 4, "The table unfit does not fit", "recount", "--user", "bob");
    }

    @Test
    void whyATaskDidNothingIsToldInALine() {
        assertThatOneLineTells(settings(), 1, "There is no user nobody", "export", "nobody");
        assertThatOneLineTells(settings(), 2, "Missing required", "export");
        Map<String, String> unreachable = settings();
        unreachable.put("quarkus.dynamodb.endpoint-override", "http://127.0.0.1:1");
        assertThatOneLineTells(unreachable, 3, "DynamoDB does not answer", "verify-table");
    }

    @Test
    void settingsThatAreNotFitAreRefusedBeforeAnything() {
        Map<String, String> misspelt = settings();
        misspelt.put("feed.tabel.name", "social-feed");
        try (PackagedService task = run(misspelt, "verify-table")) {
            assertThat(task.exitCode()).as(task.output()).isEqualTo(2);
            assertThat(task.errors())
                    .hasSize(2)
                    .anySatisfy(line -> assertThat(line).contains("feed.tabel.name is no setting"))
                    .anySatisfy(
                            line -> assertThat(line).startsWith("social-feed: not started: The settings are not fit"));
        }
    }

    @Test
    void helpNeedsNothingButARegion() {
        try (PackagedService task = run(Map.of("quarkus.dynamodb.aws.region", "us-east-1"), "--help")) {
            assertThat(task.exitCode()).as(task.output()).isZero();
            assertThat(task.output()).contains("verify-table", "recount", "hot", "import", "export", "Exit codes:");
            assertThat(task.errors()).isEmpty();
        }
    }

    private static void assertThatOneLineTells(
            Map<String, String> settings, int exitCode, String reason, String... args) {
        try (PackagedService task = run(settings, args)) {
            assertThat(task.exitCode()).as(task.output()).isEqualTo(exitCode);
            assertThat(task.log()).isEmpty();
            assertThat(task.errors())
                    .singleElement()
                    .asString()
                    .startsWith("social-feed " + args[0] + ": ")
                    .contains(reason);
        }
    }

    /** Runs a task; what it printed. */
    private static List<String> task(int exitCode, String... args) {
        try (PackagedService task = run(settings(), args)) {
            assertThat(task.exitCode()).as(task.output()).isEqualTo(exitCode);
            return task.log();
        }
    }

    private static PackagedService run(Map<String, String> settings, String... args) {
        return PackagedService.task(settings, args);
    }

    /** Where the store is, and none of the settings that serving needs. */
    private static Map<String, String> settings() {
        Map<String, String> settings =
                LocalDynamoResource.settings(dynamo.orElseThrow().uri().toString());
        settings.keySet().removeIf(name -> name.startsWith("mp.jwt") || name.startsWith("feed.cursor"));
        return settings;
    }
}
