package org.socialfeed.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EdgeSetTest {
    private static final long SEED = 7;

    @Test
    void itKnowsWhatWasAddedHoweverMuchItHasGrown() {
        Random random = new Random(SEED);
        EdgeSet edges = new EdgeSet();
        Set<Long> model = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            int from = random.nextInt(400);
            int to = from + 1 + random.nextInt(400);
            assertThat(edges.add(from, to))
                    .as("edge %d, from %d to %d, seed %d", i, from, to, SEED)
                    .isEqualTo(model.add(from * 1_000L + to));
        }
        assertThat(model).hasSizeGreaterThan(100_000);
    }

    @Test
    void theTwoDirectionsAndTheLargestNumbersAreDifferentEdges() {
        EdgeSet edges = new EdgeSet();
        int largest = Integer.MAX_VALUE;
        assertThat(edges.add(0, 1)).isTrue();
        assertThat(edges.add(1, 0)).isTrue();
        assertThat(edges.add(largest, largest - 1)).isTrue();
        assertThat(edges.add(largest - 1, largest)).isTrue();
        assertThat(edges.add(0, 1)).isFalse();
        assertThat(edges.add(largest, largest - 1)).isFalse();
    }
}
