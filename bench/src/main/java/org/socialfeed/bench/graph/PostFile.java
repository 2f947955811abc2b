package org.socialfeed.bench.graph;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A list of posts, plain or gzipped: {@code author<TAB>time<TAB>text} a line, the author as in an {@link EdgeFile}. {@code \n},
 * {@code \t} and {@code \\} in a text are a line break, a tab and a backslash. Empty lines and lines that start with {@code #} are
 * skipped.
 */
public final class PostFile {
    private static final Pattern POST = Pattern.compile("(\\S+)\t(\\d{1,15})\t(.+)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    private PostFile() {}

    /** @param time in milliseconds since 1970 */
    public record DatedPost(String author, long time, String text) {}

    /**
     * The posts in the order of their times, those of one time in the order of the file.
     *
     * @throws MalformedFileException if a line is no post or the compressed data is broken
     */
    public static List<DatedPost> read(Path file) throws IOException {
        List<DatedPost> posts = new ArrayList<>();
        TextFile.read(file, (line, place) -> posts.add(parse(line, place)));
        posts.sort(Comparator.comparingLong(DatedPost::time));
        return posts;
    }

    /** Writes posts as {@link #read} reads them; the file. */
    public static Path write(Path file, Iterable<DatedPost> posts) throws IOException {
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (DatedPost post : posts) {
                lines.write(post.author() + "\t" + post.time() + "\t" + escaped(post.text()) + "\n");
            }
        }
        return file;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
    }

    private static DatedPost parse(String line, String place) {
        Matcher post = POST.matcher(line);
        Optional<String> author = post.matches() ? Follow.username(post.group(1)) : Optional.empty();
        if (author.isEmpty()) {
            throw new MalformedFileException(place + ": expected author<TAB>milliseconds since 1970<TAB>text, found '"
                    + TextFile.shown(line) + "'");
        }
        return new DatedPost(author.get(), Long.parseLong(post.group(2)), unescaped(post.group(3), place));
    }

    private static String unescaped(String text, String place) {
        return ESCAPE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        switch (found.group(1)) {
                            case "n" -> "\n";
                            case "t" -> "\t";
                            case "\\" -> "\\";
                            default ->
                                throw new MalformedFileException(place + ": unknown escape '" + found.group() + "'");
                        }));
    }
}
