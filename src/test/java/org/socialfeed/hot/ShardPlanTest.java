package org.socialfeed.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardPlanTest {
    @ParameterizedTest
    @CsvSource({
        // n, writes/s, lost/s, counted, expected
        "1, 0, 0, 0, 1",
        "1, 50, 0, 0, 1",
        "1, 51, 0, 0, 2",
        "1, 390, 0, 0, 8",
        "1, 100000, 0, 0, 64",
        "8, 10, 0, 0, 8",
        "1, 20, 6, 0, 2",
        "1, 20, 15, 0, 4",
        "2, 4, 5, 0, 2",
        "16, 900, 20, 0, 32",
        "64, 900, 900, 0, 64",
        "1, 0, 0, 99999, 1",
        "1, 0, 0, 100000, 2",
        "1, 0, 0, 100000000, 64",
    })
    void jumpsToWhatTheRateNeeds(int n, double rate, double lost, long counted, int expected) {
        assertThat(ShardPlan.shards(n, rate, lost, counted, 50, 64)).isEqualTo(expected);
    }

    /** A few per cent of lost attempts are the price of any rate: they must not drive a key to 64 shards. */
    @Test
    void someLostAttemptsAreNoReasonToGrow() {
        assertThat(ShardPlan.shards(16, 600, 40, 0, 50, 64)).isEqualTo(16);
    }

    @ParameterizedTest
    @CsvSource({
        // n, most, expected
        "1, 1, 1",
        "1, 4, 4",
        "2, 4, 4",
        "8, 4, 8",
    })
    void growsToTheMostThatIsAllowedAndNeverShrinks(int n, int most, int expected) {
        assertThat(ShardPlan.shards(n, 900, 500, 100_000_000, 50, most)).isEqualTo(expected);
    }

    @Test
    void anOperatorMaySetAPowerOfTwoThatIsNotLess() {
        assertThatCode(() -> ShardPlan.check(2, 8)).doesNotThrowAnyException();
        for (int wrong : new int[] {-1, 0, 3, 65, 128}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ShardPlan.check(1, wrong))
                    .withMessageContaining("power of two");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShardPlan.check(8, 4))
                .withMessageContaining("only grow");
    }
}
