package org.socialfeed.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.socialfeed.bench.client.Post;
import picocli.CommandLine;

@Timeout(120)
class LoadAndVerifyTest {
    private static final int POSTS = 1_500;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private Path edges;
    private TestingService service;

    @BeforeEach
    void start() throws IOException {
        Random random = new Random(5);
        edges = Files.writeString(
                folder.resolve("edges.tsv"),
                Stream.generate(() -> random.nextInt(60) + "\t" + random.nextInt(60))
                        .limit(900)
                        .collect(Collectors.joining("\n")));
        service = new TestingService();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void exactFeedsPassAndTheReportCountsThem() throws IOException {
        Path json = folder.resolve("report.json");

        assertThat(load("--json", json.toString())).as(err.toString()).isZero();

        assertThat(service.posts()).isEqualTo(POSTS);
        JsonNode report = new JsonMapper().readTree(json.toFile());
        assertThat(report.at("/counts/edges").asInt())
                .isEqualTo(service.follows())
                .isGreaterThan(300);
        assertThat(report.at("/counts/entries compared").asInt()).isGreaterThan(5 * POSTS / 10);
        assertThat(report.at("/counts/pages").asInt())
                .isEqualTo(report.at("/answers/feed/count").asInt())
                .isGreaterThanOrEqualTo(report.at("/counts/entries compared").asInt() / 100);
        assertThat(report.at("/answers/feed/rcu/median").asDouble()).isEqualTo(1.5);
        assertThat(report.at("/answers/follow/wcu/mean").asDouble()).isEqualTo(8);
        assertThat(report.at("/mismatches").asInt(-1)).isZero();
        assertThat(out.toString()).containsPattern("follows +" + service.follows() + " / " + service.follows() + " ");
    }

    @Test
    void secondRunCreatesNothing() {
        load();
        int follows = service.follows();

        assertThat(load()).as(err.toString()).isZero();

        assertThat(service.posts()).isEqualTo(POSTS);
        assertThat(service.follows()).isEqualTo(follows);
        assertThat(out.toString()).contains("profile again", "post again", "follow again");
    }

    @Test
    void laterCheckWritesNothingAndStillCompares() {
        load();

        assertThat(load("--skip-load")).as(err.toString()).isZero();
        assertThat(service.posts()).isEqualTo(POSTS);

        service.feedFault = feed -> {
            feed.remove(7);
            return feed;
        };
        assertThat(load("--skip-load")).isEqualTo(LoadCommand.MISMATCHES);
    }

    @Test
    void refusedRequestsAreRepeated() {
        service.refuseEvery = 10;

        assertThat(load()).as(err.toString()).isZero();

        assertThat(service.posts()).isEqualTo(POSTS);
        assertThat(out.toString()).contains("{status 503=");
    }

    @Test
    void lostPostIsMissing() {
        assertFault("MISSING=5", feed -> {
            feed.remove(150);
            return feed;
        });
    }

    @Test
    void swappedPostsAreInTheWrongOrder() {
        assertFault("WRONG_ORDER=10", feed -> {
            Collections.swap(feed, 120, 130);
            return feed;
        });
    }

    @Test
    void repeatedPostIsADuplicate() {
        assertFault("DUPLICATE=5", feed -> {
            feed.add(99, feed.get(98));
            return feed;
        });
    }

    @Test
    void foreignPostIsExtra() {
        assertFault("EXTRA=5", feed -> {
            feed.add(3, new Post("01ZZ", "user_1", "spam"));
            return feed;
        });
    }

    @Test
    void alteredTextOrAuthorIsWrongContent() {
        assertFault("WRONG_CONTENT=10", feed -> {
            feed.set(
                    5,
                    new Post(feed.get(5).id(), feed.get(5).author(), feed.get(5).text() + "!"));
            feed.set(6, new Post(feed.get(6).id(), "user_x", feed.get(6).text()));
            return feed;
        });
    }

    @Test
    void shortPagesAreAgainstTheContract() {
        service.shortPage = 99;

        assertThat(load()).isEqualTo(LoadCommand.MISMATCHES);
        assertThat(out.toString()).contains("PAGING=").doesNotContain("MISSING");
    }

    @Test
    void idsAgainstThePostingOrderAreNoticed() {
        service.idsDescend = true;

        assertThat(load()).isEqualTo(LoadCommand.MISMATCHES);
        assertThat(out.toString()).contains("AUTHOR_ORDER=");
    }

    @Test
    void authorsListThatLostAPostIsNoticedByALaterCheck() {
        load();
        service.listFault = list -> list.subList(1, list.size());
        service.feedFault = UnaryOperator.identity();

        assertThat(load("--skip-load", "--verify", "0")).isEqualTo(LoadCommand.MISMATCHES);
        assertThat(out.toString()).contains("MISSING=50");
    }

    @Test
    void unexpectedAnswerStopsTheRunAndSaysWhich() {
        service.forgetsProfiles = true;

        assertThat(load()).isEqualTo(BenchCommand.FAILED);
        assertThat(err.toString()).containsPattern("POST /v1/users/user_\\d+/posts: 409 Profile required: in a test");
    }

    private void assertFault(String found, UnaryOperator<List<Post>> fault) {
        service.feedFault = fault;

        assertThat(load()).isEqualTo(LoadCommand.MISMATCHES);
        assertThat(out.toString()).contains("{" + found + "}").contains("feed of user_");
    }

    private int load(String... more) {
        Stream<String> args = Stream.of(
                "--edges",
                edges.toString(),
                "--users",
                "50",
                "--posts",
                String.valueOf(POSTS),
                "--seed",
                "9",
                "--settle",
                "0",
                "--url",
                service.url());
        Stream<String> readers = List.of(more).contains("--verify") ? Stream.of() : Stream.of("--verify", "5");
        CommandLine line = new LoadCommand()
                .commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return line.execute(
                Stream.of(args, readers, Stream.of(more)).flatMap(part -> part).toArray(String[]::new));
    }
}
