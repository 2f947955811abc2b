package org.socialfeed.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.socialfeed.bench.client.FeedRead;
import org.socialfeed.bench.graph.Follow;
import org.socialfeed.bench.graph.GeneratedNetwork;
import org.socialfeed.bench.graph.Network;
import org.socialfeed.bench.plan.PlannedPost;
import org.socialfeed.bench.plan.PostPlan;

class PopulationTest {
    private static final Network INPUT = GeneratedNetwork.of(20, 5, 1);
    private static final Population POPULATION =
            Population.of(INPUT, PostPlan.of(INPUT.users(), 100, 1), Sizes.quick(), 1);

    @Test
    void namesAreValidAndUnique() {
        assertThat(POPULATION.all().users()).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z0-9_]{3,30}"));
    }

    @Test
    void sweepFollowsExactlySoMany() {
        Map<String, Long> followees = POPULATION.all().follows().stream()
                .collect(Collectors.groupingBy(Follow::follower, Collectors.counting()));

        Sizes.quick()
                .sweep()
                .forEach(count -> assertThat(followees).containsEntry(Population.sweeper(count), (long) count));
    }

    @Test
    void everySweepReaderHasAFullFirstPage() {
        Set<String> first = new HashSet<>(POPULATION.crowd().subList(0, 1));

        assertThat(POPULATION.posts().sequence())
                .filteredOn(post -> first.contains(post.author()))
                .hasSizeGreaterThan(FeedRead.LIMIT);
    }

    @Test
    void positionsOfAllPostsAscend() {
        assertThat(POPULATION.posts().sequence())
                .extracting(PlannedPost::position)
                .isSorted()
                .doesNotHaveDuplicates();
    }
}
