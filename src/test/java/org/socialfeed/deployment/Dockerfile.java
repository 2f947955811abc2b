package org.socialfeed.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The instructions of a Dockerfile, a line each, without comments. */
record Dockerfile(String name, List<String> instructions) {
    static final Path FOLDER = Path.of("src", "main", "docker");

    static List<Dockerfile> all() throws IOException {
        return List.of(read("Dockerfile.jvm"), read("Dockerfile.native"));
    }

    private static Dockerfile read(String name) throws IOException {
        String joined = Files.readString(FOLDER.resolve(name)).replaceAll("\\\\\n *", "");
        return new Dockerfile(
                name,
                Arrays.stream(joined.split("\n"))
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList());
    }

    /** What follows this keyword, of each instruction that begins with it. */
    List<String> all(String keyword) {
        return instructions.stream()
                .filter(line -> line.startsWith(keyword + " "))
                .map(line -> line.substring(keyword.length() + 1))
                .toList();
    }

    /** What follows the keyword that comes once. */
    String one(String keyword) {
        List<String> found = all(keyword);
        if (found.size() != 1) {
            throw new AssertionError(name + " has " + found.size() + " " + keyword);
        }
        return found.get(0);
    }

    @Override
    public String toString() {
        return name;
    }
}
