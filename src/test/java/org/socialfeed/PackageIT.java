package org.socialfeed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Nothing of development is in the package: no token for everybody, no key, no DynamoDB Local, whose licence forbids to
 * ship it. That {@code /dev/tokens} is not answered either, {@link SmokeIT} shows.
 */
class PackageIT {
    private static final Path PACKAGE = Path.of("target", "quarkus-app");
    private static final Path BILL = Path.of("target", "social-feed.cdx.json");
    private static final String LOCAL = "org/socialfeed/local/";

    @Test
    void noJarHoldsClassesOfDevelopment() throws IOException {
        assertThat(entriesOf(jars(PACKAGE)))
                .hasSizeGreaterThan(1_000)
                .noneMatch(entry -> entry.startsWith(LOCAL))
                .noneMatch(entry -> entry.startsWith("com/amazonaws/services/dynamodbv2/local/"))
                .noneMatch(entry -> entry.matches(".*swagger-ui.*\\.(html|js|css)"));
    }

    @Test
    void noJarIsDynamoDbLocal() throws IOException {
        assertThat(jars(PACKAGE)).noneMatch(jar -> jar.getFileName().toString().matches("(?i).*dynamodb-?local.*"));
    }

    /** Quarkus makes code for what it finds in the build, whether or not the class is packaged afterwards. */
    @Test
    void nothingThatTheBuildMadeKnowsOfDevelopment() throws IOException {
        for (Path jar : jars(PACKAGE.resolve("app"), PACKAGE.resolve("quarkus"))) {
            try (JarFile file = new JarFile(jar.toFile())) {
                for (JarEntry entry : files(file)) {
                    assertThat(text(file, entry))
                            .as("%s in %s", entry, jar)
                            .doesNotContain("org.socialfeed.local")
                            .doesNotContain("/dev/tokens");
                }
            }
        }
    }

    @Test
    void everyClassOfDevelopmentIsInTheListOfThoseToLeaveOut() throws IOException {
        List<String> compiled;
        try (Stream<Path> classes = Files.list(Path.of("target", "classes").resolve(LOCAL))) {
            compiled = classes.map(each -> LOCAL + each.getFileName()).toList();
        }
        Properties settings = new Properties();
        try (InputStream file = Files.newInputStream(Path.of("src", "main", "resources", "application.properties"))) {
            settings.load(file);
        }
        String listed = settings.getProperty("quarkus.package.jar.user-configured-ignored-entries");
        assertThat(listed.split(",")).containsExactlyInAnyOrderElementsOf(compiled);
    }

    @Test
    void theBillOfMaterialsListsEveryJar() throws IOException {
        List<String> listed = new ArrayList<>();
        for (JsonNode component : new ObjectMapper().readTree(BILL.toFile()).path("components")) {
            listed.add(component.path("group").asText() + "."
                    + component.path("name").asText() + "-"
                    + component.path("version").asText());
        }
        // Jars are named group.artifact-version, with a classifier behind.
        assertThat(jars(PACKAGE.resolve("lib")))
                .hasSizeGreaterThan(100)
                .extracting(jar -> jar.getFileName().toString())
                .allSatisfy(jar -> assertThat(listed).as(jar).anyMatch(jar::startsWith));
    }

    private static List<Path> jars(Path... folders) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
            }
        }
        assertThat(jars).isNotEmpty();
        return jars;
    }

    private static List<String> entriesOf(List<Path> jars) throws IOException {
        List<String> entries = new ArrayList<>();
        for (Path jar : jars) {
            try (JarFile file = new JarFile(jar.toFile())) {
                files(file).forEach(entry -> entries.add(entry.getName()));
            }
        }
        return entries;
    }

    private static List<JarEntry> files(JarFile jar) {
        return jar.stream().filter(entry -> !entry.isDirectory()).toList();
    }

    private static String text(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream content = jar.getInputStream(entry)) {
            return new String(content.readAllBytes(), ISO_8859_1);
        }
    }
}
