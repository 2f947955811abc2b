package org.socialfeed.nativeimage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What native-image is given fits the code. Only {@code ./mvnw verify -Dnative-sources} runs it, for it needs another build;
 * it does not need GraalVM, and so can't tell whether native-image takes it.
 */
class NativeSourcesCheck {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final String LOCAL = "org/socialfeed/local/";

    @Test
    void everyTypeThatJacksonTouchesIsRegistered() throws IOException {
        Set<String> types = JsonTypes.of(ofTheService());
        assertThat(types).hasSizeGreaterThan(10);
        assertThat(NativeSources.reflected()).containsAll(types);
    }

    @Test
    void everyCommandOfTheOperatorIsRegistered() throws IOException {
        List<String> commands = ofTheService().stream()
                .filter(type -> type.isAnnotationPresent(Command.class)
                        || Stream.of(type.getDeclaredFields())
                                .anyMatch(field -> field.isAnnotationPresent(Option.class)))
                .map(Class::getName)
                .toList();
        assertThat(commands).hasSizeGreaterThan(4);
        assertThat(NativeSources.reflected()).containsAll(commands).contains("picocli.CommandLine$AutoHelpMixin");
    }

    /** Credentials by IRSA, and the way that spans take. */
    @Test
    void whatLibrariesLoadByNameIsRegistered() throws IOException {
        assertThat(NativeSources.reflected())
                .contains(Stream.of(
                                "software.amazon.awssdk.services.sts.internal.StsWebIdentityCredentialsProviderFactory",
                                "io.opentelemetry.exporter.otlp.internal.OtlpSpanExporterProvider",
                                "io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSenderProvider")
                        .map(NativeSourcesCheck::load)
                        .map(Class::getName)
                        .toArray(String[]::new));
    }

    @Test
    void whatIsReadAtRunTimeIsKept() throws IOException {
        assertThat(List.of(
                        "META-INF/openapi.yaml",
                        "META-INF/quarkus-generated-openapi-doc.JSON",
                        "META-INF/quarkus-generated-openapi-doc.YAML"))
                .allSatisfy(resource -> {
                    assertThat(NativeSources.resources()).anyMatch(resource::matches);
                    try (JarFile runner = NativeSources.runner()) {
                        assertThat(runner.getEntry(resource)).isNotNull();
                    }
                });
    }

    @Test
    void nothingOfDevelopmentOrOfTestsIsInside() throws IOException {
        Set<String> tests = files(Path.of("target", "test-classes"));
        assertThat(tests).hasSizeGreaterThan(50);
        try (JarFile runner = NativeSources.runner()) {
            List<JarEntry> entries = runner.stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .toList();
            assertThat(entries)
                    .hasSizeGreaterThan(500)
                    .extracting(JarEntry::getName)
                    .noneMatch(name -> name.startsWith(LOCAL))
                    .doesNotContainAnyElementsOf(tests);
            for (JarEntry entry : entries) {
                try (InputStream content = runner.getInputStream(entry)) {
                    assertThat(new String(content.readAllBytes(), ISO_8859_1))
                            .as(entry.getName())
                            .doesNotContain(LOCAL, "org.socialfeed.local", "/dev/tokens");
                }
            }
        }
    }

    @Test
    void noLibraryIsDynamoDbLocalOrOfTests() throws IOException {
        assertThat(NativeSources.libraries())
                .hasSizeGreaterThan(100)
                .extracting(library -> library.getFileName().toString())
                .noneMatch(name ->
                        name.matches("(?i).*(dynamodb-?local|junit|assertj|archunit|rest-assured|kubernetes-model).*"));
    }

    /** Nothing is put off to the run that the build could find: no fall-back to a JVM, no class left unlinked. */
    @Test
    void argumentsAreAsExpected() throws IOException {
        String runner;
        try (JarFile jar = NativeSources.runner()) {
            runner = Path.of(jar.getName()).getFileName().toString();
        }
        assertThat(NativeSources.arguments())
                .contains(
                        "--no-fallback",
                        "--link-at-build-time",
                        "--enable-url-protocols=http,https",
                        "-H:-AddAllCharsets")
                .noneMatch(
                        argument -> argument.matches(
                                "--force-fallback|--allow-incomplete-classpath|--report-unsupported-elements-at-runtime|.*TraceClass.*|-O[0b]|-g"))
                .anyMatch(argument ->
                        argument.startsWith("--features=") && argument.contains("io.quarkus.runner.Feature"))
                .endsWith("-jar", runner);
    }

    private static List<Class<?>> ofTheService() throws IOException {
        return files(CLASSES).stream()
                .filter(file -> file.endsWith(".class") && !file.startsWith(LOCAL) && !file.endsWith("-info.class"))
                .map(file ->
                        file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                .<Class<?>>map(NativeSourcesCheck::load)
                .toList();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, NativeSourcesCheck.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> folder.relativize(file).toString())
                    .collect(Collectors.toSet());
        }
    }
}
