package org.socialfeed.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What {@code ./mvnw verify -Dnative-sources} leaves for native-image: a jar with metadata, libraries, arguments. */
final class NativeSources {
    private static final Path FOLDER = Path.of("target", "native-sources");
    private static final String METADATA = "META-INF/native-image/";

    private NativeSources() {}

    static List<String> arguments() throws IOException {
        return List.of(
                Files.readString(FOLDER.resolve("native-image.args")).strip().split(" +"));
    }

    static List<Path> libraries() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("lib"))) {
            return files.toList();
        }
    }

    /** The jar of the service, with what the build has made for it. */
    static JarFile runner() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> jars = files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .toList();
            assertThat(jars).hasSize(1);
            return new JarFile(jars.get(0).toFile());
        }
    }

    /** The names of classes whose constructors, methods and fields may all be used by reflection. */
    static List<String> reflected() throws IOException {
        return StreamSupport.stream(json("reflect-config.json").spliterator(), false)
                .filter(entry -> Stream.of("allDeclaredConstructors", "allDeclaredMethods", "allDeclaredFields")
                        .allMatch(all -> entry.path(all).asBoolean()))
                .map(entry -> entry.path("name").asText())
                .toList();
    }

    /** The patterns of resources that are kept. */
    static List<String> resources() throws IOException {
        List<String> patterns = new ArrayList<>();
        json("resource-config.json")
                .path("resources")
                .path("includes")
                .forEach(include -> patterns.add(include.path("pattern").asText()));
        return patterns;
    }

    private static JsonNode json(String name) throws IOException {
        try (JarFile runner = runner();
                InputStream content = runner.getInputStream(
                        Objects.requireNonNull(runner.getJarEntry(METADATA + name), METADATA + name))) {
            return new ObjectMapper().readTree(content);
        }
    }
}
