package org.socialfeed.bench.graph;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An edge list, plain or gzipped (told by its first bytes, not its name): {@code follower<TAB>followee} a line, ids of up to
 * 18 digits. Empty lines and lines that start with {@code #} are skipped.
 */
public final class EdgeFile {
    private static final Pattern EDGE = Pattern.compile("(\\d{1,18})[ \\t]+(\\d{1,18})");

    private EdgeFile() {}

    /**
     * The distinct edges in the order of the file. Nobody can follow themselves, so loops are left out.
     *
     * @throws MalformedEdgesException if a line is no edge or the compressed data is broken
     */
    public static Set<Follow> read(Path file) throws IOException {
        try (BufferedReader lines = open(file)) {
            Set<Follow> edges = new LinkedHashSet<>();
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                parse(file, number, line.strip()).filter(edge -> !edge.isLoop()).ifPresent(edges::add);
            }
            return edges;
        } catch (ZipException | EOFException e) {
            throw new MalformedEdgesException(file + ": broken gzip data (" + e.getMessage() + ")");
        }
    }

    private static Optional<Follow> parse(Path file, int number, String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return Optional.empty();
        }
        Matcher edge = EDGE.matcher(line);
        if (!edge.matches()) {
            String shown = line.length() > 60 ? line.substring(0, 60) + "..." : line;
            throw new MalformedEdgesException(file + ", line " + number
                    + ": expected follower<TAB>followee as two numbers, found '" + shown + "'");
        }
        return Optional.of(Follow.of(Long.parseLong(edge.group(1)), Long.parseLong(edge.group(2))));
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        raw.mark(2);
        boolean gzipped = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        InputStream bytes = gzipped ? new GZIPInputStream(raw, 1 << 16) : raw;
        return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    }
}
