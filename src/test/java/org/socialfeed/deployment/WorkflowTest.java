package org.socialfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkflowTest {
    /** A tag can be moved to other code, a commit can't. A workflow of our own is of the commit that uses it. */
    @Test
    void everyActionIsPinnedByCommit() throws IOException {
        List<String> used;
        try (Stream<Path> files = Files.list(Path.of(".github/workflows"))) {
            used = files.flatMap(WorkflowTest::lines)
                    .filter(line -> line.contains("uses:") && !line.contains("uses: ./.github/workflows/"))
                    .toList();
        }
        assertThat(used)
                .hasSizeGreaterThan(5)
                .allSatisfy(line -> assertThat(line).containsPattern("uses: [\\w-]+/[\\w-]+@[0-9a-f]{40} # v\\d"));
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
