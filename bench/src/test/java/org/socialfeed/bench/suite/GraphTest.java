package org.socialfeed.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphTest {
    @TempDir
    Path folder;

    @Test
    void aListTellsItsNameAndSizeAndNotItsFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("follows.tsv"), "alice\tbob\nbob\tcarol\nbob\talice\n");

        Graph graph = Graph.of(file, 2);

        assertThat(graph.origin()).isEqualTo("follows.tsv (3 users, 3 edges), its 2 best connected");
        assertThat(graph.network().users()).containsExactlyInAnyOrder("alice", "bob");
    }

    @Test
    void aNetworkThatIsMadeUpTellsItsSeed() {
        assertThat(Graph.madeUp(10, 3, 7).origin()).isEqualTo("made-up network, seed 7");
    }
}
