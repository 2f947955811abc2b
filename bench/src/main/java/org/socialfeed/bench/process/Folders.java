package org.socialfeed.bench.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where things are in a checkout that has been built. */
public record Folders(Path root) {
    private static final String APPLICATION = "quarkus-app/quarkus-run.jar";

    /** The checkout that the command was started from. */
    public static Folders given() {
        return new Folders(
                Path.of(System.getProperty("bench.root", ".")).toAbsolutePath().normalize());
    }

    Path service() {
        return root.resolve("target").resolve(APPLICATION);
    }

    Path ceiling() {
        return root.resolve("bench/ceiling/target").resolve(APPLICATION);
    }

    /** Where children run: no .env file and no config folder of the developer's adds settings. */
    public Path work() {
        return root.resolve("bench/target");
    }

    public Path logs() {
        return work().resolve("logs");
    }

    /** What the HTTP ceiling serves. */
    public Path bodies() {
        return work().resolve("bodies");
    }

    /** The budgets of the quick run. */
    public Path budgets() {
        return root.resolve("bench/budgets.json");
    }

    public Path results() {
        return root.resolve("bench/results");
    }

    /**
     * DynamoDB Local's class path, which the service's build writes down.
     *
     * @throws StartFailedException if it has not been built
     */
    String storeClassPath() {
        Path file = root.resolve("target/dynamodb-local/classpath");
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new StartFailedException("no " + file + "; build the service first: ./mvnw package -DskipTests");
        }
    }

    /** Whether a class is in one of the folders of the store's class path. */
    boolean storeHas(String className) {
        String file = className.replace('.', '/') + ".class";
        return Stream.of(storeClassPath().split(File.pathSeparator))
                .anyMatch(entry -> Files.exists(Path.of(entry.strip()).resolve(file)));
    }

    /** A command that runs this JVM's Java with the arguments. */
    static List<String> java(List<String> arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.concat(Stream.of(java), arguments.stream()).toList();
    }
}
