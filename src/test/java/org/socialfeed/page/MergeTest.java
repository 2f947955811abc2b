package org.socialfeed.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import org.socialfeed.post.Post;
import org.socialfeed.table.Slice;

class MergeTest {
    private static final Username AUTHOR = new Username("author");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void givesAllEntriesOfAllSourcesOnceInOrder(long seed) {
        Random random = new Random(seed);
        List<Post> all = new ArrayList<>();
        List<Pages.Source<Post>> sources = new ArrayList<>();
        for (int i = 0; i < random.nextInt(40); i++) {
            List<Post> posts = posts(random, (int) Math.min(200, Math.abs(random.nextGaussian() * 30)));
            all.addAll(posts);
            TestingSource source = new TestingSource(posts, random.nextBoolean());
            sources.add(random.nextBoolean() ? source : new SometimesInMemory(source, random));
        }
        all.sort(Comparator.comparing(Post::id).reversed());
        Merge<Post> merge = new Merge<>(sources, Post.NEWEST_FIRST, 8);
        List<Post> merged = new ArrayList<>();
        Slice<Post> slice;
        do {
            slice = next(merge, 1 + random.nextInt(30));
            merged.addAll(slice.entries());
        } while (slice.more());
        assertThat(merged).as("seed %d", seed).isEqualTo(all);
    }

    @Test
    void endsWithoutFurtherReadsWhenAllSourcesHaveEnded() {
        Merge<Post> merge = new Merge<>(List.of(), Post.NEWEST_FIRST, 8);
        assertThat(next(merge, 5)).isEqualTo(new Slice<>(List.of(), false));
    }

    @Test
    void givesAPostOfTwoSourcesOnce() {
        List<Post> posts = posts(new Random(1), 10);
        Merge<Post> merge = new Merge<>(
                List.of(new TestingSource(posts, true), new TestingSource(posts, false)), Post.NEWEST_FIRST, 8);
        assertThat(next(merge, 100).entries()).isEqualTo(posts);
    }

    @Test
    void asksTheNeededSourceOnlyAndEveryTimeForMore() {
        TestingSource prolific = new TestingSource(posts(new Random(2), 500), true);
        List<Pages.Source<Post>> sources = new ArrayList<>(List.of(prolific));
        List<TestingSource> silent = IntStream.range(0, 50)
                .mapToObj(i -> new TestingSource(List.of(), true))
                .toList();
        sources.addAll(silent);
        next(new Merge<>(sources, Post.NEWEST_FIRST, 8), 101);
        assertThat(silent).allMatch(source -> source.asks.equals(List.of(4)));
        // Four times as many each time, and in the end just what the page lacks.
        assertThat(prolific.asks).containsExactly(4, 16, 64, 17);
    }

    @Test
    void asksASourceThatHasItInMemoryNotToRead() {
        List<Post> posts = posts(new Random(5), 30);
        TestingSource read = new TestingSource(posts, true);
        Pages.Source<Post> memory = new Pages.Source<>() {
            @Override
            public Uni<Slice<Post>> next(int count) {
                throw new AssertionError("read, though it is in memory");
            }

            @Override
            public Optional<Slice<Post>> nextInMemory(int count) {
                return Optional.of(read.next(count).await().atMost(Duration.ofSeconds(5)));
            }
        };
        assertThat(next(new Merge<>(List.of(memory), Post.NEWEST_FIRST, 8), 20).entries())
                .isEqualTo(posts.subList(0, 20));
        assertThat(read.asks).containsExactly(20);
    }

    @Test
    void readsNoMoreSourcesAtATimeThanAllowed() {
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Pages.Source<Post> slow = count -> Uni.createFrom()
                .item(new Slice<Post>(List.of(), false))
                .onSubscription()
                .invoke(() -> most.accumulateAndGet(inFlight.incrementAndGet(), Math::max))
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(5))
                .onTermination()
                .invoke(inFlight::decrementAndGet);
        next(new Merge<>(IntStream.range(0, 40).mapToObj(i -> slow).toList(), Post.NEWEST_FIRST, 7), 20);
        assertThat(most).hasValue(7);
    }

    @Test
    void failsIfOneSourceFails() {
        List<Pages.Source<Post>> sources = List.of(
                new TestingSource(posts(new Random(4), 3), true),
                count -> Uni.createFrom().failure(new IllegalStateException("lost")));
        assertThatThrownBy(() -> next(new Merge<>(sources, Post.NEWEST_FIRST, 8), 2))
                .hasMessage("lost");
    }

    private static Slice<Post> next(Merge<Post> merge, int count) {
        return merge.next(count).await().atMost(Duration.ofSeconds(5));
    }

    private static List<Post> posts(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Post(AUTHOR, id(random), "text"))
                .sorted(Comparator.comparing(Post::id).reversed())
                .toList();
    }

    private static PostId id(Random random) {
        StringBuilder id = new StringBuilder("0");
        for (int i = 1; i < 25; i++) {
            id.append("0123456789ABCDEFGHJKMNPQRSTVWXYZ".charAt(random.nextInt(32)));
        }
        return new PostId(id.append('0').toString());
    }

    /** Posts in memory. Like DynamoDB it may say that there is more when the limit was met exactly at the end. */
    private static final class TestingSource implements Pages.Source<Post> {
        private final List<Post> posts;
        private final boolean honest;
        private final List<Integer> asks = new ArrayList<>();
        private int position;

        TestingSource(List<Post> posts, boolean honest) {
            this.posts = posts;
            this.honest = honest;
        }

        @Override
        public Uni<Slice<Post>> next(int count) {
            asks.add(count);
            int end = Math.min(posts.size(), position + count);
            List<Post> given = posts.subList(position, end);
            position = end;
            boolean more = end < posts.size() || (!honest && given.size() == count);
            return Uni.createFrom().item(new Slice<>(given, more));
        }
    }

    /** Has what it gives in memory every second time or so. */
    private record SometimesInMemory(TestingSource posts, Random random) implements Pages.Source<Post> {
        @Override
        public Uni<Slice<Post>> next(int count) {
            return posts.next(count);
        }

        @Override
        public Optional<Slice<Post>> nextInMemory(int count) {
            return random.nextBoolean()
                    ? Optional.of(next(count).await().atMost(Duration.ofSeconds(5)))
                    : Optional.empty();
        }
    }
}
