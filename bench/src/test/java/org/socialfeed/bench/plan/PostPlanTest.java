package org.socialfeed.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostPlanTest {
    private static final List<String> USERS =
            IntStream.range(0, 200).mapToObj(id -> "user_" + id).toList();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 57, 199, 200, 201, 5_003})
    void totalIsExactAndEveryoneWritesWhenThereIsEnough(int posts) {
        PostPlan plan = PostPlan.of(USERS, posts, 3);

        assertThat(plan.sequence()).hasSize(posts);
        if (posts >= USERS.size()) {
            assertThat(counts(plan)).hasSize(USERS.size());
        }
    }

    @Test
    void fewAuthorsWriteMuch() {
        Map<String, Long> counts = counts(PostPlan.of(USERS, 5_000, 3));
        List<Long> descending =
                counts.values().stream().sorted(Collections.reverseOrder()).toList();

        // 1 + 4,800 / H(200), and half of the rest for the second.
        assertThat(descending.get(0)).isBetween(815L, 819L);
        assertThat(descending.get(1)).isBetween(408L, 411L);
        assertThat(descending.get(199)).isBetween(4L, 6L);
    }

    @Test
    void sameSeedGivesTheSamePlanAndAnotherSeedAnother() {
        PostPlan plan = PostPlan.of(USERS, 1_000, 42);

        assertThat(PostPlan.of(USERS, 1_000, 42)).isEqualTo(plan);
        assertThat(PostPlan.of(USERS, 1_000, 43).sequence())
                .extracting(PlannedPost::author)
                .isNotEqualTo(plan.sequence().stream().map(PlannedPost::author).toList());
    }

    @Test
    void everyAuthorCountsFromOneInOrderOfPosition() {
        PostPlan plan = PostPlan.of(USERS, 1_000, 42);

        plan.sequence().stream()
                .collect(Collectors.groupingBy(PlannedPost::author))
                .values()
                .forEach(posts -> assertThat(posts)
                        .extracting(PlannedPost::number)
                        .containsExactlyElementsOf(
                                IntStream.rangeClosed(1, posts.size()).boxed().toList()));
        assertThat(plan.sequence())
                .extracting(PlannedPost::position)
                .containsExactlyElementsOf(IntStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void halvesAreTheWhole() {
        PostPlan plan = PostPlan.of(USERS, 1_001, 42);

        assertThat(plan.beforeFollows()).hasSize(500);
        assertThat(plan.afterFollows()).hasSize(501).doesNotContainAnyElementsOf(plan.beforeFollows());
    }

    @Test
    void textsAreUniqueAndWithinTheLimitsOfTheApi() {
        List<PlannedPost> posts = PostPlan.of(USERS, 20_000, 42).sequence();

        Set<String> texts = new HashSet<>();
        for (PlannedPost post : posts) {
            String text = post.text();
            assertThat(texts.add(text)).as("unique: %s", text).isTrue();
            assertThat(text.codePointCount(0, text.length())).isBetween(1, 500);
            assertThat(text).isEqualTo(text.strip()).matches("[^\\p{Cc}\\n]+(?:\\n[^\\p{Cc}\\n]+)*");
            assertThat(post.key()).matches("[\\x21-\\x7e]{1,64}");
        }
        assertThat(posts).anyMatch(post -> post.text().codePoints().anyMatch(point -> point > 0xffff));
        assertThat(posts).anyMatch(post -> post.text().contains("\n"));
    }

    private static Map<String, Long> counts(PostPlan plan) {
        return plan.sequence().stream()
                .map(PlannedPost::author)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
