package org.socialfeed.bench.hot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.socialfeed.bench.client.Connections;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.drive.ClosedLoop;
import org.socialfeed.bench.drive.Extent;
import org.socialfeed.bench.drive.Figures;
import org.socialfeed.bench.drive.NanoClock;
import org.socialfeed.bench.stack.Access;

@Timeout(60)
class HotWritesTest {
    /** And not with a core kept busy by writes that nobody makes, until its time is over. */
    @Test
    void aLineWithoutActorsEndsAndSaysSo() throws InterruptedException {
        Target target = new Target.HotPost(new Post("1", "ann", "hello"));
        try (Connections unused = new Connections(URI.create("http://127.0.0.1:1"), 1)) {
            HotWrites work =
                    new HotWrites(target, List.of(), unused, Access.fresh().tokens(), NanoClock.SYSTEM);

            Figures figures =
                    new ClosedLoop(1, NanoClock.SYSTEM).run(work, Extent.of(Duration.ofSeconds(20)), work::ranOut);

            assertThat(figures.errors()).isEqualTo(Map.of("no actor left", 1L));
        }
    }
}
