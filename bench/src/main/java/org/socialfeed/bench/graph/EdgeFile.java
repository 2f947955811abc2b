package org.socialfeed.bench.graph;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An edge list, plain or gzipped (told by its first bytes, not its name): {@code follower<TAB>followee} a line, each a username or a
 * number of up to 18 digits. Empty lines and lines that start with {@code #} are skipped.
 */
public final class EdgeFile {
    private static final Pattern EDGE = Pattern.compile("(\\S+)[ \\t]+(\\S+)");

    private EdgeFile() {}

    /**
     * The distinct edges in the order of the file. Nobody can follow themselves, so loops are left out.
     *
     * @throws MalformedFileException if a line is no edge or the compressed data is broken
     */
    public static Set<Follow> read(Path file) throws IOException {
        Set<Follow> edges = new LinkedHashSet<>();
        // One string a user: a big list has each of them many times.
        Map<String, String> names = new HashMap<>();
        TextFile.read(file, (line, place) -> {
            Follow parsed = parse(line.strip(), place);
            Follow edge = new Follow(
                    names.computeIfAbsent(parsed.follower(), name -> name),
                    names.computeIfAbsent(parsed.followee(), name -> name));
            if (!edge.isLoop()) {
                edges.add(edge);
            }
        });
        return edges;
    }

    /** Writes edges as {@link #read} reads them; the file. */
    public static Path write(Path file, Iterable<Follow> edges) throws IOException {
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (Follow edge : edges) {
                lines.write(edge.follower() + "\t" + edge.followee() + "\n");
            }
        }
        return file;
    }

    private static Follow parse(String line, String place) {
        Matcher edge = EDGE.matcher(line);
        Optional<String> follower = edge.matches() ? Follow.username(edge.group(1)) : Optional.empty();
        Optional<String> followee = edge.matches() ? Follow.username(edge.group(2)) : Optional.empty();
        if (follower.isEmpty() || followee.isEmpty()) {
            throw new MalformedFileException(
                    place + ": expected follower<TAB>followee, each a username or a number, found '"
                            + TextFile.shown(line) + "'");
        }
        return new Follow(follower.get(), followee.get());
    }
}
