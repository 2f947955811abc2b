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
}
