package org.socialfeed.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A DynamoDB Local in a {@link ChildJvm}. */
public final class LocalDynamo implements AutoCloseable {
    private static final String MAIN_CLASS = "org.socialfeed.local.DynamoDbLocalProcess";
    private static final String HEAP = "2g";

    private final ChildJvm child;

    private LocalDynamo(ChildJvm child) {
        this.child = child;
    }

    /**
     * Starts a store and returns when it answers.
     *
     * @param data the folder that keeps the data between starts, or empty to keep it in memory
     * @throws IllegalStateException if the class path file is missing or the child ends before it listens
     */
    public static LocalDynamo start(Optional<Path> data) {
        try {
            return new LocalDynamo(ChildJvm.start(MAIN_CLASS, HEAP, arguments(data)));
        } catch (IOException e) {
            throw new UncheckedIOException("DynamoDB Local has no folder for its data", e);
        }
    }

    public URI uri() {
        return child.uri();
    }

    public Process process() {
        return child.process();
    }

    /** Ends the child and waits for it, so its data files are complete. */
    @Override
    public void close() {
        child.close();
    }

    private static List<String> arguments(Optional<Path> data) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-sharedDb", "-disableTelemetry"));
        if (data.isPresent()) {
            Files.createDirectories(data.get());
            arguments.addAll(List.of("-dbPath", data.get().toAbsolutePath().toString()));
        } else {
            arguments.add("-inMemory");
        }
        return arguments;
    }
}
