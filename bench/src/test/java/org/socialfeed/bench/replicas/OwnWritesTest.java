package org.socialfeed.bench.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.socialfeed.bench.TestingService;
import org.socialfeed.bench.client.Api;
import org.socialfeed.bench.client.BackOff;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.client.SignedTokens;
import org.socialfeed.bench.client.Wire;
import org.socialfeed.bench.plan.PlannedPost;
import org.socialfeed.bench.report.Measurements;
import org.socialfeed.bench.verify.Ledger;
import org.socialfeed.bench.verify.Mismatches;

/** One service stands for the proxy and for two replicas. */
@Timeout(60)
class OwnWritesTest {
    private final Journal journal = new Journal(new Ledger(new Mismatches()));
    private TestingService service;
    private OwnWrites ownWrites;
    private Drafts drafts;

    @BeforeEach
    void start() throws IOException, InterruptedException, NoSuchAlgorithmException {
        service = new TestingService();
        Api api = new Api(
                new Wire(URI.create(service.url()), Duration.ofSeconds(5), BackOff.of(0), new Measurements()),
                user -> "of-" + user);
        api.createProfile("amy");
        Post liked = api.post(new PlannedPost(0, "amy", 0, "key", "to be liked"));
        SignedTokens unused = new SignedTokens(
                KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate(), "i", "a", Clock.systemUTC());
        drafts = new Drafts(List.of("amy"), List.of(liked), unused, 1);
        ownWrites = new OwnWrites(api, List.of(api, api), journal);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void everyWriteIsReadOnEveryReplicaAndIsInTheJournal() throws InterruptedException {
        ownWrites.run(drafts, 3);

        assertThat(ownWrites.seen()).isEqualTo(new OwnWrites.Seen(6, 3 * 2 * 3, 0));
        assertThat(journal.posts().posts()).hasSize(3);
        assertThat(journal.likes()).hasSize(1);
    }

    @Test
    void feedWithoutTheNewPostIsFound() throws InterruptedException {
        service.feedFault = posts -> posts.subList(1, posts.size());

        ownWrites.run(drafts, 1);

        assertThat(ownWrites.seen().missing()).isEqualTo(2);
    }

    @Test
    void likeThatIsNotShownIsFound() throws InterruptedException {
        service.forgetsLikes = true;

        ownWrites.run(drafts, 1);

        assertThat(ownWrites.seen().missing()).isEqualTo(2);
    }
}
