package org.socialfeed.bench.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GeneratedNetworkTest {

    @Test
    void everyoneFollowsAsManyOthers() {
        Network network = GeneratedNetwork.of(30, 12, 1);

        assertThat(network.users()).hasSize(30);
        assertThat(network.follows()).doesNotHaveDuplicates().noneMatch(Follow::isLoop);
        assertThat(network.followees().values()).hasSize(30).allMatch(followees -> followees.size() == 12);
    }

    @Test
    void seedDecides() {
        assertThat(GeneratedNetwork.of(30, 12, 1))
                .isEqualTo(GeneratedNetwork.of(30, 12, 1))
                .isNotEqualTo(GeneratedNetwork.of(30, 12, 2));
    }

    @Test
    void heavyTailedNetworkHasItsSizesAndOneFamousUser() {
        Network network = GeneratedNetwork.heavyTailed(3_000, 20_001, 2_000, 1);

        assertThat(network.users()).hasSize(3_000);
        assertThat(network.follows()).hasSize(20_001).doesNotHaveDuplicates().noneMatch(Follow::isLoop);
        assertThat(followersOf(network, 1)).isEqualTo(2_000);
        assertThat(followersOf(network, 2)).isBetween(500L, 1_999L);
        assertThat(followersOf(network, 3_000)).isLessThan(20);
        assertThat(network.followees().values()).allMatch(followees -> followees.size() <= 8);
    }

    private static long followersOf(Network network, long user) {
        return network.follows().stream()
                .filter(follow -> follow.followee().equals(Follow.username(user)))
                .count();
    }
}
