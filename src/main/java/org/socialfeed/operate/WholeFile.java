package org.socialfeed.operate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file that is there as a whole or not at all: written beside its name and renamed when it is complete. */
final class WholeFile {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private WholeFile() {}

    /** What is to be in the file. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Makes the file, or replaces it; nobody but its owner may read it. What an end by force leaves is {@code <file>.part}.
     *
     * @throws IllegalArgumentException if the name is taken by what is no file, before anything is written
     * @throws UncheckedIOException if it can't be written; an older file is as it was then
     */
    static void write(Path file, Content content) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + " is not a file");
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(create(part))) {
                content.writeTo(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be written", e);
        } finally {
            removeIfThere(part);
        }
    }

    private static OutputStream create(Path part) throws IOException {
        Files.deleteIfExists(part);
        boolean posix = part.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0];
        return Channels.newOutputStream(Files.newByteChannel(
                part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes));
    }

    private static void removeIfThere(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // What went wrong before is what is told.
        }
    }
}
