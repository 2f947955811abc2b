package org.socialfeed.bench.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterruptionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "follows           500,000 of 1,000,000 | true",
                "follows           510,000 of 1,000,000 | true",
                "follows           490,000 of 1,000,000 | false",
                "posts             500,000 of 1,000,000 | false",
                "120,000 users, 1,000,000 follows, 100,000 posts | false",
            })
    void itIsReachedByTheLinesOfItsPhase(String line, boolean reached) {
        assertThat(new Interruption("follows", 500_000).isReachedBy(line)).isEqualTo(reached);
    }
}
