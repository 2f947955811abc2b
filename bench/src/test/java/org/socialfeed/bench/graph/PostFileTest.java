package org.socialfeed.bench.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socialfeed.bench.graph.PostFile.DatedPost;

class PostFileTest {
    @TempDir
    Path folder;

    @Test
    void postsComeInTheOrderOfTheirTimes() throws IOException {
        Path file = write("# author, time, text\nalice\t2000\tsecond\n\n7\t1000\tfirst\nalice\t2000\tthird\n");

        assertThat(PostFile.read(file))
                .containsExactly(
                        new DatedPost("user_7", 1000, "first"),
                        new DatedPost("alice", 2000, "second"),
                        new DatedPost("alice", 2000, "third"));
    }

    @Test
    void textsAreUnescaped() throws IOException {
        Path file = write("alice\t1\ta\\nb\\tc\\\\d \u00e9\n");

        assertThat(PostFile.read(file).get(0).text()).isEqualTo("a\nb\tc\\d \u00e9");
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        List<DatedPost> posts = List.of(
                new DatedPost("alice", 1, "two\nlines, a\ttab, \\n and \u00e9"), new DatedPost("bob", 2, "plain"));

        assertThat(PostFile.read(PostFile.write(folder.resolve("written.tsv"), posts)))
                .isEqualTo(posts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice\t1",
                "alice\tnow\ttext",
                "Alice\t1\ttext",
                "al\t1\ttext",
                "alice\t-1\ttext",
                "alice\t1\t\\x"
            })
    void malformedLineIsNamedByItsNumber(String line) throws IOException {
        Path file = write("alice\t1\tfine\n" + line + "\n");

        assertThatThrownBy(() -> PostFile.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("posts.tsv, line 2:");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("posts.tsv"), text);
    }
}
