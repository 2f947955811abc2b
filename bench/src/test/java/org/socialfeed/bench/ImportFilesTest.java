package org.socialfeed.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.socialfeed.bench.client.Api;
import org.socialfeed.bench.client.BackOff;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.client.UnexpectedAnswerException;
import org.socialfeed.bench.client.Wire;
import org.socialfeed.bench.graph.EdgeFile;
import org.socialfeed.bench.graph.Follow;
import org.socialfeed.bench.graph.Network;
import org.socialfeed.bench.graph.PostFile;
import org.socialfeed.bench.graph.PostFile.DatedPost;
import org.socialfeed.bench.load.Crew;
import org.socialfeed.bench.load.Import;
import org.socialfeed.bench.plan.PlannedPost;
import org.socialfeed.bench.plan.PostPlan;
import org.socialfeed.bench.report.Measurements;
import org.socialfeed.bench.report.Progress;
import org.socialfeed.bench.verify.Ledger;

/** What is written for the service's import, and how its posts are found afterwards. */
@Timeout(60)
class ImportFilesTest {
    private static final Network NETWORK = new Network(
            List.of("ann", "bob", "cyd", "alone"), List.of(new Follow("ann", "bob"), new Follow("cyd", "bob")));
    // Two of bob's say the same, as people do: only their order tells them apart.
    private static final PostPlan PLAN = PostPlan.of(
            List.of(
                    new DatedPost("bob", 1, "good morning"),
                    new DatedPost("ann", 2, "hello"),
                    new DatedPost("bob", 3, "two\nlines"),
                    new DatedPost("bob", 4, "good morning")),
            1);

    private final Measurements measurements = new Measurements();

    @TempDir
    Path folder;

    private TestingService service;
    private Api api;
    private Import files;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        service = new TestingService();
        api = new Api(
                new Wire(URI.create(service.url()), Duration.ofSeconds(10), BackOff.of(2), measurements),
                user -> "of-" + user);
        files = Import.write(folder, NETWORK, PLAN);
        for (String user : List.of("ann", "bob", "cyd")) {
            api.createProfile(user);
        }
        for (PlannedPost post : PLAN.sequence()) {
            api.post(post);
        }
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void filesHaveTheFollowsAndThePostsInTheOrderOfThePlan() throws IOException {
        assertThat(EdgeFile.read(files.follows())).containsExactlyElementsOf(NETWORK.follows());
        List<DatedPost> posts = PostFile.read(files.posts());
        assertThat(posts)
                .extracting(DatedPost::text)
                .containsExactly("good morning", "hello", "two\nlines", "good morning");
        assertThat(posts).extracting(DatedPost::time).doesNotHaveDuplicates();
    }

    @Test
    void whatAnEarlierImportHasDoneIsForgotten() throws IOException {
        Path state = Path.of(files.arguments().get(files.arguments().size() - 1));
        Files.writeString(state, "done.FOLLOWS=2");

        Import.write(folder, NETWORK, PLAN);

        assertThat(state).doesNotExist();
    }

    @Test
    void eachPlannedPostGetsItsId() throws InterruptedException {
        Ledger ledger = recover();

        assertThat(ledger.posts()).hasSize(4);
        assertThat(ledger.ids().entrySet().stream()
                        .filter(entry -> entry.getKey().author().equals("bob"))
                        .sorted(Collections.reverseOrder(Map.Entry.comparingByValue()))
                        .map(entry -> entry.getKey().number()))
                .containsExactly(3, 2, 1);
    }

    @Test
    void usersWhomNoFileNamesAreCreated() throws InterruptedException {
        recover();

        assertThat(api.post(PostPlan.inOrder(List.of("alone"), 1).sequence().get(0))
                        .author())
                .isEqualTo("alone");
    }

    @Test
    void postThatIsMissingIsNoticed() {
        service.listFault = posts -> posts.stream().skip(1).toList();

        assertThatThrownBy(this::recover)
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageContaining("instead of");
    }

    @Test
    void postsInAnotherOrderAreNoticed() {
        service.listFault = posts -> {
            List<Post> turned = new ArrayList<>(posts);
            Collections.swap(turned, 0, turned.size() / 2);
            return turned;
        };

        assertThatThrownBy(this::recover).isInstanceOf(UnexpectedAnswerException.class);
    }

    private Ledger recover() throws InterruptedException {
        return files.recover(api, new Crew(2), new Progress(new PrintWriter(new StringWriter()), false, measurements));
    }
}
