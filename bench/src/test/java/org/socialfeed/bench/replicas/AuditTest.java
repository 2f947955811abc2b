package org.socialfeed.bench.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.socialfeed.bench.TestingService;
import org.socialfeed.bench.client.Api;
import org.socialfeed.bench.client.BackOff;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.client.Wire;
import org.socialfeed.bench.drive.NanoClock;
import org.socialfeed.bench.plan.PlannedPost;
import org.socialfeed.bench.replicas.Write.NewLike;
import org.socialfeed.bench.replicas.Write.NewPost;
import org.socialfeed.bench.report.Measurements;
import org.socialfeed.bench.verify.Ledger;
import org.socialfeed.bench.verify.Mismatches;

/** Two posts and a like that were acknowledged, on a service that can be made to lose them. */
@Timeout(60)
class AuditTest {
    private static final NanoClock HURRIED = new NanoClock() {
        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void sleepUntil(long nanos) {}
    };

    private final Mismatches mismatches = new Mismatches();
    private final Journal journal = new Journal(new Ledger(mismatches));
    private TestingService service;
    private Api api;
    private boolean tableRight = true;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        service = new TestingService();
        api = new Api(
                new Wire(URI.create(service.url()), Duration.ofSeconds(5), BackOff.of(0), new Measurements()),
                user -> "of-" + user);
        api.createProfile("amy");
        post(1).repeat(api, journal);
        post(2).repeat(api, journal);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void whatWasAcknowledgedIsThere() throws InterruptedException {
        new NewLike("ben", first()).repeat(api, journal);

        assertThat(run()).isEqualTo(new Audit.Outcome(0, 2, 0, 1, 0, 3, 0));
    }

    @Test
    void writesThatWereNotAnsweredAreRepeatedAndMakeNothingTwice() throws InterruptedException {
        NewPost made = post(3);
        api.post(made.post());
        journal.unanswered(made);
        journal.unanswered(post(4));
        journal.unanswered(new NewLike("ben", first()));

        assertThat(run()).isEqualTo(new Audit.Outcome(3, 4, 0, 1, 0, 5, 0));
        assertThat(journal.open()).isEmpty();
    }

    @Test
    void lostPostIsFound() throws InterruptedException {
        service.listFault = posts -> posts.subList(1, posts.size());

        assertThat(run().postsWrong()).isEqualTo(1);
    }

    @Test
    void postThatIsThereTwiceIsFound() throws InterruptedException {
        service.listFault = posts -> Stream.concat(
                        Stream.of(new Post("02", "amy", posts.get(0).text())), posts.stream())
                .toList();

        assertThat(run().postsWrong()).isPositive();
    }

    @Test
    void postUnderAnotherIdIsFound() throws InterruptedException {
        service.listFault = posts -> List.of(new Post("02", "amy", posts.get(0).text()), posts.get(1));

        assertThat(run().postsWrong()).isEqualTo(1);
    }

    @Test
    void lostLikeIsFound() throws InterruptedException {
        service.forgetsLikes = true;
        new NewLike("ben", first()).repeat(api, journal);

        Audit.Outcome outcome = run();

        assertThat(outcome.likesMissing()).isEqualTo(1);
        assertThat(outcome.countsWrong()).isEqualTo(1);
    }

    @Test
    void wrongCountsAreFound() throws InterruptedException {
        service.countsWrongBy = 1;

        assertThat(run().countsWrong()).isEqualTo(3);
    }

    @Test
    void countsThatAreNotThoseOfTheTableAreFound() throws InterruptedException {
        tableRight = false;

        assertThat(run().countsWrong()).isEqualTo(2);
    }

    private Audit.Outcome run() throws InterruptedException {
        return new Audit(api, (post, likes) -> tableRight, journal, mismatches, HURRIED).run();
    }

    private Post first() {
        return journal.posts().posts().get(0);
    }

    private static NewPost post(int number) {
        return new NewPost(new PlannedPost(number, "amy", number, "key-" + number, "text " + number));
    }
}
