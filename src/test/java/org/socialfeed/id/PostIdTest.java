package org.socialfeed.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostIdTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    @Test
    void tellsItsTimeAndTheShardsOfItsAuthor() {
        PostId id = PostId.of(NOW, -1, -1, 5);
        assertThat(id.time()).isEqualTo(NOW);
        assertThat(id.shardsLog2()).isEqualTo(5);
    }

    @Test
    void sortsAsTextByTime() {
        long seed = 7;
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            PostId earlier = PostId.of(NOW.plusMillis(i), random.nextLong(), random.nextLong(), 6);
            PostId later = PostId.of(NOW.plusMillis(i + 1), random.nextLong(), random.nextLong(), 0);
            assertThat(earlier.value()).as("seed %d, %d", seed, i).isLessThan(later.value());
        }
    }

    @Test
    void theNextIdIsAboveEvenWhereTheRandomPartOverflows() {
        PostId last = PostId.of(NOW, -1, -1, 6);
        PostId next = last.next(0);
        assertThat(next).isGreaterThan(last);
        assertThat(next.shardsLog2()).isZero();
        assertThat(next.time()).isEqualTo(NOW.plusMillis(1));
    }

    @Test
    void aClockThatIsBehindNeverDrawsBelowTheLastPost() {
        PostId last = PostId.of(NOW.plusSeconds(60), 1, 1, 0);
        PostIds ids = new PostIds(Clock.fixed(NOW, ZoneOffset.UTC), new Random(3));
        assertThat(ids.drawAbove(last, 0)).isGreaterThan(last);
        assertThat(ids.draw(0).time()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01ARZ3NDEKTSV4RRFFQ69G5FA",
                "01arz3ndektsv4rrffq69g5fav",
                "81ARZ3NDEKTSV4RRFFQ69G5FAV",
                "01ARZ3NDEKTSV4RRFFQ69G5FAU",
                "01ARZ3NDEKTSV4RRFFQ69G5FA7",
                "01ARZ3NDEKTSV4RRFFQ69G5FAZ",
                "01ARZ3NDEKTSV4RRFFQ69G5FAV\n"
            })
    void takesCanonicalUlidsOnly(String value) {
        assertThat(PostId.parse(value)).isEmpty();
        assertThatThrownBy(() -> new PostId(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void importedPostsOfOneMomentKeepTheirOrder() {
        Instant time = Instant.parse("2020-02-20T20:20:20.202Z");
        Username zoe = new Username("zoe");
        Username amy = new Username("amy");
        long most = (1L << 40) - 1;

        assertThat(PostId.imported(time, zoe, 7))
                .isLessThan(PostId.imported(time, amy, 8))
                .isEqualTo(PostId.imported(time, new Username("zoe"), 7));
        assertThat(PostId.imported(time, amy, (1L << 24) - 1)).isLessThan(PostId.imported(time, amy, 1L << 24));
        assertThat(PostId.imported(time, amy, most).time()).isEqualTo(time);
        assertThat(PostId.imported(time, amy, most)).isLessThan(PostId.imported(time.plusMillis(1), amy, 0));
        assertThat(PostId.imported(time, amy, most).shardsLog2()).isZero();
    }

    /** Two imports, one after the other, may each have a post of the same moment in the same line. */
    @Test
    void importedPostsOfDifferentAuthorsAreNeverTheSame() {
        Instant time = Instant.parse("2020-02-20T20:20:20.202Z");

        assertThat(PostId.imported(time, new Username("zoe"), 7))
                .isNotEqualTo(PostId.imported(time, new Username("amy"), 7));
    }
}
