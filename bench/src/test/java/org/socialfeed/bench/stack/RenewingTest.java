package org.socialfeed.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.socialfeed.bench.client.Calls;
import org.socialfeed.bench.client.Connections;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.drive.ClosedLoop;
import org.socialfeed.bench.drive.Extent;
import org.socialfeed.bench.drive.Figures;
import org.socialfeed.bench.drive.NanoClock;
import org.socialfeed.bench.scenario.Edges;
import org.socialfeed.bench.scenario.Operations;

/** A line of likes has likes in it, however long it lasts and however few can like. */
@Timeout(60)
class RenewingTest {
    private static final Extent SHORT = new Extent(Duration.ofSeconds(20), 30);

    @RegisterExtension
    final TestingApi api = new TestingApi();

    private final Operations likes = new Edges<>(
            IntStream.range(0, 50).mapToObj(each -> "fan_" + each).toList(),
            List.of(new Post("1", "star", "hello")),
            Calls::like,
            Calls::unlike,
            Access.fresh().tokens());

    @Test
    void likesAreTakenBackBetweenRunsAndCountInNone() throws InterruptedException {
        try (Connections connections = new Connections(api.uri(), 4)) {
            Renewing driver = renewing(connections);
            for (int run = 0; run < 4; run++) {
                driver.renew();
                int before = api.methods().size();

                Figures figures = driver.run(new HttpWork(connections, likes), SHORT);

                assertThat(figures.errors()).isEmpty();
                assertThat(figures.operations()).isEqualTo(30);
                assertThat(api.methods().subList(before, before + 30)).containsOnly("PUT");
                assertThat(api.methods()).hasSize(before + 30);
            }
        }
    }

    @Test
    void aRunEndsWhenNobodyIsLeft() throws InterruptedException {
        try (Connections connections = new Connections(api.uri(), 4)) {
            Figures figures = renewing(connections)
                    .run(new HttpWork(connections, likes), new Extent(Duration.ofSeconds(20), 1_000));

            assertThat(figures.operations()).isEqualTo(50);
            assertThat(figures.errors()).isEmpty();
            assertThat(api.edges()).hasSize(50);
        }
    }

    /** It costs something else, and would lower the mean of the line. */
    @Test
    void aLikeThatWasThereIsAFailure() throws InterruptedException {
        try (Connections connections = new Connections(api.uri(), 4)) {
            api.edges().add("/v1/users/star/posts/1/likes/fan_3");

            Figures figures = renewing(connections).run(new HttpWork(connections, likes), SHORT);

            assertThat(figures.errors()).containsOnlyKeys("done before").containsValue(1L);
        }
    }

    private Renewing renewing(Connections connections) {
        return new Renewing(new ClosedLoop(4, NanoClock.SYSTEM), connections, likes);
    }
}
