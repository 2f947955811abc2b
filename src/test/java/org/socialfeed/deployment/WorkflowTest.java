package org.socialfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class WorkflowTest {
    private static final Pattern BASE = Pattern.compile("sed -n '([^']+)' src/main/docker/Dockerfile.jvm");

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

    /** Whose tag the release looks up the digest of. */
    @Test
    void theBaseThatIsPinnedIsThatOfTheDockerfile() throws IOException {
        Matcher command = BASE.matcher(Files.readString(Path.of(".github", "workflows", "release.yml")));
        assertThat(command.find()).isTrue();
        assertThat("JAVA=" + Tools.output(List.of("sed", "-n", command.group(1), "src/main/docker/Dockerfile.jvm")))
                .isEqualTo(Dockerfile.all().get(0).all("ARG").get(0) + "\n");
    }

    @Test
    void whateverNamesVersionsIsKeptUpToDate() throws IOException {
        assertThat(watched("maven")).containsExactlyInAnyOrderElementsOf(folders(".", "pom\\.xml", "<project"));
        assertThat(watched("docker"))
                // The service's own image has no tag there.
                .containsExactlyInAnyOrderElementsOf(folders("k8s", ".*\\.yaml", " image: [\\w./-]+:"));
    }

    private static List<String> watched(String ecosystem) throws IOException {
        JsonNode file =
                new ObjectMapper().valueToTree(new Yaml().load(Files.readString(Path.of(".github", "dependabot.yml"))));
        return StreamSupport.stream(file.path("updates").spliterator(), false)
                .filter(update -> update.path("package-ecosystem").asText().equals(ecosystem))
                .flatMap(update -> update.has("directory")
                        ? Stream.of(update.path("directory"))
                        : StreamSupport.stream(update.path("directories").spliterator(), false))
                .map(JsonNode::asText)
                .toList();
    }

    /** Folders of the checkout with a file of such a name in which this is found. */
    private static Set<String> folders(String where, String name, String found) throws IOException {
        Pattern content = Pattern.compile(found);
        try (Stream<Path> files = Files.find(Path.of(where), 4, (file, attributes) -> attributes.isRegularFile())) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .filter(file -> !file.toString().contains("target"))
                    .filter(file -> content.matcher(
                                    String.join("\n", lines(file).toList()))
                            .find())
                    .map(file ->
                            "/" + Objects.requireNonNullElse(file.normalize().getParent(), ""))
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
