package org.socialfeed.bench.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socialfeed.bench.floor.Contents.Counts;
import org.socialfeed.bench.graph.Follow;
import org.socialfeed.bench.graph.Network;
import org.socialfeed.bench.plan.PostPlan;

class ExpectedTest {

    @Test
    void countsAndItemsFollowFromTheInput() {
        Network network = new Network(
                List.of("ann", "bob", "cyd"),
                List.of(new Follow("ann", "bob"), new Follow("cyd", "bob"), new Follow("bob", "ann")));

        Expected expected = Expected.of(network, PostPlan.inOrder(List.of("bob", "ann", "bob", "bob"), 1));

        assertThat(expected.counts())
                .containsEntry("ann", new Counts(1, 1, 1, 1))
                .containsEntry("bob", new Counts(3, 1, 2, 1))
                .containsEntry("cyd", new Counts(0, 1, 0, 1));
        // Two of each follow and of each post; profile and two counts of each user.
        assertThat(expected.items()).isEqualTo(2 * 3 + 2 * 4 + 3 * 3);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "99999, 1", "100000, 2", "999999, 2", "1000000, 4"})
    void famousUsersHaveTheShardsOfTheirFollowerCount(long followers, int shards) {
        assertThat(Expected.shards(followers)).isEqualTo(shards);
    }
}
