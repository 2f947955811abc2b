package org.socialfeed.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecurityPageTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");

    @Test
    void thePageNamesTestsThatThereAre() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            List<String> tests = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .toList();
            assertThat(Table.lines("SECURITY.md").stream()
                            .flatMap(line -> TEST.matcher(line).results()))
                    .isNotEmpty()
                    .extracting((MatchResult found) -> found.group(1))
                    .isSubsetOf(tests);
        }
    }
}
