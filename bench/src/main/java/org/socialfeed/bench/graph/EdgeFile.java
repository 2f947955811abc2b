package org.socialfeed.bench.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
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
        TextFile.read(file, (line, place) -> {
            Follow edge = parse(line.strip(), place);
            if (!edge.isLoop()) {
                edges.add(edge);
            }
        });
        return edges;
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
