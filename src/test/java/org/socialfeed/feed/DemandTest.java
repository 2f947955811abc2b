package org.socialfeed.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.socialfeed.id.Username;
import org.socialfeed.table.Shard;
import org.socialfeed.testing.TestingTicker;

class DemandTest {
    private static final Head.Place PLACE = new Head.Place(new Username("alice"), Shard.FIRST);

    private final TestingTicker ticker = new TestingTicker();
    private final Demand demand = new Demand(ticker);

    @Test
    void isTheGreatestThatWasLatelyAskedFor() {
        demand.remember(PLACE, 32);
        demand.remember(PLACE, 128);
        demand.remember(PLACE, 32);
        assertThat(demand.most(PLACE, 8)).isEqualTo(128);
        assertThat(demand.most(PLACE, 512)).isEqualTo(512);
    }

    @Test
    void lastsForAsLongAsItIsAskedFor() {
        for (int tenths = 0; tenths < 100; tenths++) {
            demand.remember(PLACE, 32);
            ticker.advance(Duration.ofMillis(100));
            assertThat(demand.most(PLACE, 8)).isEqualTo(32);
        }
    }

    @Test
    void isForgottenTwoToThreeSecondsAfterNobodyHasItAnyMore() {
        demand.remember(PLACE, 32);
        ticker.advance(Duration.ofMillis(900));
        demand.remember(PLACE, 32);
        ticker.advance(Duration.ofMillis(2_099));
        assertThat(demand.most(PLACE, 8)).isEqualTo(32);
        ticker.advance(Duration.ofMillis(1));
        assertThat(demand.most(PLACE, 8)).isEqualTo(8);
    }

    @Test
    void isOfThePlaceAlone() {
        demand.remember(PLACE, 32);
        assertThat(demand.most(new Head.Place(new Username("bob"), Shard.FIRST), 8))
                .isEqualTo(8);
    }
}
