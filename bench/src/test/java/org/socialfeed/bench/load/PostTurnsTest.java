package org.socialfeed.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.socialfeed.bench.plan.PlannedPost;
import org.socialfeed.bench.plan.PostPlan;

@Timeout(30)
class PostTurnsTest {
    private static final List<String> USERS =
            IntStream.range(0, 20).mapToObj(id -> "user_" + id).toList();
    private static final List<PlannedPost> POSTS = PostPlan.of(USERS, 3_000, 1).sequence();

    @Test
    void noAuthorPostsTwiceAtOnceOrOutOfOrder() throws InterruptedException {
        Set<String> busy = ConcurrentHashMap.newKeySet();
        Map<String, Integer> last = new ConcurrentHashMap<>();
        ConcurrentLinkedQueue<PlannedPost> sent = new ConcurrentLinkedQueue<>();

        new Crew(8).run(new PostTurns(POSTS), post -> {
            check(busy.add(post.author()), post + " while another is under way");
            TimeUnit.MICROSECONDS.sleep(50);
            Integer before = last.put(post.author(), post.number());
            check(post.number() == (before == null ? 1 : before + 1), post + " after " + before);
            sent.add(post);
            busy.remove(post.author());
        });

        assertThat(sent).containsExactlyInAnyOrderElementsOf(POSTS);
    }

    @Test
    void differentAuthorsPostAtOnce() throws InterruptedException {
        List<PlannedPost> firsts =
                POSTS.stream().filter(post -> post.number() == 1).limit(4).collect(Collectors.toList());
        CountDownLatch together = new CountDownLatch(4);

        new Crew(4).run(new PostTurns(firsts), post -> {
            together.countDown();
            check(together.await(10, TimeUnit.SECONDS), "not all four at once");
        });
    }

    @Test
    void oneWorkerKeepsThePlansOrder() throws InterruptedException {
        ConcurrentLinkedQueue<PlannedPost> sent = new ConcurrentLinkedQueue<>();

        new Crew(1).run(new PostTurns(POSTS), sent::add);

        assertThat(sent).containsExactlyElementsOf(POSTS);
    }

    @Test
    void firstFailureStopsTheWorkersThatWait() {
        List<PlannedPost> oneAuthor = POSTS.stream()
                .filter(post -> post.author().equals(POSTS.get(0).author()))
                .toList();

        assertThatThrownBy(() -> new Crew(4).run(new PostTurns(oneAuthor), post -> {
                    throw new IllegalArgumentException("refused " + post);
                }))
                .hasMessage("refused " + oneAuthor.get(0));
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalStateException(message);
        }
    }
}
