package org.socialfeed.bench.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgeFileTest {
    private static final String EDGES = "# FromNodeId\tToNodeId\r\n0\t4\r\n\n12\t0\n12\t0\n7\t7\n4\t12";

    @TempDir
    Path folder;

    @Test
    void commentsLoopsAndRepeatedEdgesAreLeftOut() throws IOException {
        Path file = Files.writeString(folder.resolve("edges.tsv"), EDGES);

        assertThat(EdgeFile.read(file)).containsExactly(Follow.of(0, 4), Follow.of(12, 0), Follow.of(4, 12));
    }

    @Test
    void usersMayHaveNamesInsteadOfNumbers() throws IOException {
        Path file = Files.writeString(folder.resolve("edges.tsv"), "alice\tbob_2\nbob_2\t17\n");

        assertThat(EdgeFile.read(file)).containsExactly(new Follow("alice", "bob_2"), new Follow("bob_2", "user_17"));
    }

    @Test
    void gzipIsToldByContentNotByName() throws IOException {
        Path file = Files.write(folder.resolve("edges"), gzip(EDGES));

        assertThat(EdgeFile.read(file)).hasSize(3);
    }

    @Test
    void malformedLineIsNamedByItsNumber() throws IOException {
        Path file = Files.writeString(folder.resolve("edges.tsv"), "# head\n1\t2\n3\tx\n");

        assertThatThrownBy(() -> EdgeFile.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("edges.tsv, line 3:")
                .hasMessageContaining("3\tx");
    }

    @Test
    void tornGzipIsNoShorterGraph() throws IOException {
        byte[] whole = gzip(EDGES);
        Path file = Files.write(folder.resolve("edges.gz"), Arrays.copyOf(whole, whole.length - 12));

        assertThatThrownBy(() -> EdgeFile.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("broken gzip");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
            zipped.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
