package org.socialfeed.bench.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkTest {
    /** Degrees: 1 has 4, 9 and 10 have 3 each, 30 and 200 have 2 each. */
    private static final List<Follow> EDGES = List.of(
            Follow.of(1, 9),
            Follow.of(1, 10),
            Follow.of(9, 1),
            Follow.of(10, 9),
            Follow.of(10, 200),
            Follow.of(30, 1),
            Follow.of(200, 30));

    @Test
    void mostConnectedComeFirstAndOnlyTheirEdgesStay() {
        Network network = Network.mostConnected(EDGES, 3);

        assertThat(network.users()).containsExactly("user_1", "user_10", "user_9");
        assertThat(network.follows())
                .containsExactly(Follow.of(1, 9), Follow.of(1, 10), Follow.of(9, 1), Follow.of(10, 9));
    }

    @Test
    void tieAtTheCutGoesToTheIdThatIsSmallerAsText() {
        assertThat(Network.mostConnected(EDGES, 2).users()).containsExactly("user_1", "user_10");
        assertThat(Network.mostConnected(EDGES, 4).users()).endsWith("user_200");
    }

    @Test
    void degreeCountsTheWholeListNotTheSelection() {
        Network network = Network.mostConnected(
                List.of(Follow.of(1, 2), Follow.of(1, 3), Follow.of(5, 6), Follow.of(5, 7), Follow.of(5, 8)), 2);

        assertThat(network.users()).containsExactly("user_5", "user_1");
        assertThat(network.follows()).isEmpty();
    }

    @Test
    void readersAreThoseWhoFollowMostWithinTheNetwork() {
        Network network = Network.mostConnected(EDGES, 3);

        assertThat(network.busiestReaders(3)).containsExactly("user_1", "user_10", "user_9");
        assertThat(network.followees())
                .isEqualTo(Map.of(
                        "user_1", List.of("user_9", "user_10"),
                        "user_9", List.of("user_1"),
                        "user_10", List.of("user_9")));
    }

    @Test
    void moreUsersThanThereAreIsRefused() {
        assertThatThrownBy(() -> Network.mostConnected(EDGES, 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only 5 users");
    }
}
