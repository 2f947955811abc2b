package org.socialfeed.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.socialfeed.bench.client.Connections;
import org.socialfeed.bench.client.FeedRead;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.drive.ClosedLoop;
import org.socialfeed.bench.drive.Extent;
import org.socialfeed.bench.drive.Figures;
import org.socialfeed.bench.drive.NanoClock;
import org.socialfeed.bench.graph.Follow;
import org.socialfeed.bench.graph.Network;
import org.socialfeed.bench.plan.PlannedPost;
import org.socialfeed.bench.plan.PostPlan;
import org.socialfeed.bench.scenario.FeedReads;
import org.socialfeed.bench.verify.Ledger;
import org.socialfeed.bench.verify.Mismatches;
import org.socialfeed.bench.verify.Model;
import org.socialfeed.bench.verify.PageCheck;

@Timeout(60)
class HttpWorkTest {
    private static final PlannedPost PLANNED =
            PostPlan.inOrder(List.of("ben"), 1).sequence().get(0);

    @RegisterExtension
    final TestingApi api = new TestingApi();

    @Test
    void aPageWithoutThePostsThatBelongThereIsAFailure() throws InterruptedException {
        api.answers("{\"items\": []}");

        assertThat(read().errors()).isEqualTo(Map.of("page of 0 posts instead of 1", 3L));
    }

    @Test
    void theRightPageIsASuccess() throws InterruptedException {
        api.answers("{\"items\": [{\"id\": \"id-1\", \"text\": \"" + PLANNED.text()
                + "\", \"author\": {\"username\": \"ben\"}}]}");

        assertThat(read().errors()).isEmpty();
    }

    private Figures read() throws InterruptedException {
        Ledger ledger = new Ledger(new Mismatches());
        ledger.enter(PLANNED, new Post("id-1", "ben", PLANNED.text()));
        PageCheck check =
                new PageCheck(new Model(new Network(List.of("amy", "ben"), List.of(new Follow("amy", "ben"))), ledger));
        FeedReads reads =
                new FeedReads(List.of(FeedRead.head("amy")), Access.fresh().tokens(), Optional.of(check));
        try (Connections connections = new Connections(api.uri(), 1)) {
            return new ClosedLoop(1, NanoClock.SYSTEM)
                    .run(new HttpWork(connections, reads), new Extent(Duration.ofSeconds(30), 3));
        }
    }
}
