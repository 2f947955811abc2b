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
    void aTaskThatIsNotThereIsRefused() {
        task(2, "improt");
    }

    /** Runs a task without any of the settings that serving needs; what it printed. */
    private static List<String> task(int exitCode, String... args) {
        Map<String, String> settings =
                LocalDynamoResource.settings(dynamo.orElseThrow().uri().toString());
        settings.keySet().removeIf(name -> name.startsWith("mp.jwt") || name.startsWith("feed.cursor"));
        try (PackagedService task = PackagedService.task(settings, args)) {
            assertThat(task.exitCode()).as(task.output()).isEqualTo(exitCode);
            return task.log();
        }
    }
}
