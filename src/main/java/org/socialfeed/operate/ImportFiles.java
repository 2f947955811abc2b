package org.socialfeed.operate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import org.socialfeed.post.PostText;
import org.socialfeed.problem.Problem;

/**
 * The input of an import: UTF-8, a record a line, fields separated by one TAB. Empty lines and lines that begin with {@code
 * #} are left out.
 *
 * <pre>
 *  follows  follower TAB followee
 *  posts    author TAB epoch milliseconds TAB text, in which \n, \t and \\ stand for newline, TAB and backslash
 * </pre>
 */
record ImportFiles(Path follows, Optional<Path> posts) {

    private static final long LATEST = 253_402_300_799_999L;

    record Follow(Username follower, Username followee) {}

    record Post(Username author, Instant time, PostText text) {
        PostId id(long line) {
            return PostId.imported(time, author, line);
        }
    }

    /** A line that is not what it should be. */
    static final class Unreadable extends IllegalArgumentException {
        Unreadable(Path file, long line, String reason) {
            super(file + ", line " + line + ": " + reason);
        }
    }

    /** What a line says; fails with the reason. */
    private interface Reader<R> {
        R read(String[] fields);
    }

    /** Each follow with the number of its line, from 1. */
    void eachFollow(ObjLongConsumer<Follow> consumer) {
        each(follows, 2, fields -> follow(fields[0], fields[1]), consumer);
    }

    /** Each post with the number of its line, from 1. */
    void eachPost(ObjLongConsumer<Post> consumer) {
        posts.ifPresent(file -> each(
                file,
                3,
                fields -> new Post(new Username(fields[0]), time(fields[1]), PostText.of(unescape(fields[2]))),
                consumer));
    }

    private static Instant time(String millis) {
        long time = Long.parseLong(millis);
        if (time < 0 || time > LATEST) {
            throw new IllegalArgumentException("the time is not one of the years 1970 to 9999");
        }
        return Instant.ofEpochMilli(time);
    }

    private static Follow follow(String follower, String followee) {
        if (follower.equals(followee)) {
            throw new IllegalArgumentException("nobody follows themselves");
        }
        return new Follow(new Username(follower), new Username(followee));
    }

    private static <R> void each(Path file, int fields, Reader<R> reader, ObjLongConsumer<R> consumer) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isEmpty() && line.charAt(0) != '#') {
                    consumer.accept(parse(file, number, line, fields, reader), number);
                }
            }
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + " is not UTF-8", e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    private static <R> R parse(Path file, long number, String line, int fields, Reader<R> reader) {
        String[] parts = line.split("\t", fields);
        if (parts.length < fields) {
            throw new Unreadable(file, number, fields + " fields separated by TAB are expected");
        }
        try {
            return reader.read(parts);
        } catch (Problem invalid) {
            throw new Unreadable(
                    file, number, "the text " + invalid.violations().get(0).message());
        } catch (NumberFormatException e) {
            throw new Unreadable(file, number, "the time must be in milliseconds since 1970");
        } catch (IllegalArgumentException e) {
            throw new Unreadable(file, number, String.valueOf(e.getMessage()));
        }
    }

    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '\\' && i + 1 < text.length()) {
                i++;
                plain.append(
                        switch (text.charAt(i)) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            default -> text.charAt(i);
                        });
            } else {
                plain.append(next);
            }
        }
        return plain.toString();
    }
}
