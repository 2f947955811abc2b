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
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A file of lines in UTF-8, plain or gzipped, which is told by its first bytes, not by its name. Empty lines and comments are skipped. */
final class TextFile {
    private TextFile() {}

    /** Takes a line that is neither empty nor a comment. */
    @FunctionalInterface
    interface LineReader {
        /** @param place file and line number, for messages */
        void read(String line, String place);
    }

    /** @throws MalformedFileException if the compressed data is broken, or the reader throws it */
    static void read(Path file, LineReader reader) throws IOException {
        try (BufferedReader lines = open(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
                    reader.read(line, file + ", line " + number);
                }
            }
        } catch (ZipException | EOFException e) {
            throw new MalformedFileException(file + ": broken gzip data (" + e.getMessage() + ")");
        }
    }

    /** As much of a line as a message can bear. */
    static String shown(String line) {
        return line.length() > 60 ? line.substring(0, 60) + "..." : line;
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
