package org.socialfeed.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A DynamoDB Local in a child JVM on a class path of its own, listening on a free loopback port.
 *
 * <p>The child ends when this process ends, however that happens: it watches the pipe that only this process holds.
 */
public final class LocalDynamo implements AutoCloseable {
    private static final String PORT_LINE = "port=";
    private static final String MAIN_CLASS = "org.socialfeed.local.DynamoDbLocalProcess";

    private final Process process;
    private final URI uri;

    private LocalDynamo(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /**
     * Starts a store and returns when it answers.
     *
     * @param data the folder that keeps the data between starts, or empty to keep it in memory
     * @throws IllegalStateException if the class path file is missing or the child ends before it listens
     */
    public static LocalDynamo start(Optional<Path> data) {
        try {
            Process process = new ProcessBuilder(command(data))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new LocalDynamo(process, URI.create("http://127.0.0.1:" + awaitPort(process)));
        } catch (IOException e) {
            throw new UncheckedIOException("DynamoDB Local could not be started", e);
        }
    }

    public URI uri() {
        return uri;
    }

    public Process process() {
        return process;
    }

    /** Ends the child and waits for it, so its data files are complete. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(Optional<Path> data) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx2g");
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", classPath(), MAIN_CLASS, "-sharedDb", "-disableTelemetry"));
        if (data.isPresent()) {
            Files.createDirectories(data.get());
            command.addAll(List.of("-dbPath", data.get().toAbsolutePath().toString()));
        } else {
            command.add("-inMemory");
        }
        return command;
    }

    private static String classPath() throws IOException {
        Path file = Path.of(System.getProperty("dynamodb-local.home", "target/dynamodb-local"), "classpath");
        if (!Files.exists(file)) {
            throw new IllegalStateException("No DynamoDB Local at " + file.toAbsolutePath()
                    + ": it is fetched by `./mvnw generate-resources`; run Maven from the project's folder.");
        }
        return Files.readString(file);
    }

    private static int awaitPort(Process process) throws IOException {
        // Not closed: closing the reader would close the pipe, and the child may still print.
        BufferedReader output = process.inputReader();
        String line;
        while ((line = output.readLine()) != null) {
            if (line.startsWith(PORT_LINE)) {
                drain(output);
                return Integer.parseInt(line.substring(PORT_LINE.length()));
            }
        }
        throw new IllegalStateException("DynamoDB Local ended before it listened; to see why, run "
                + "java -cp \"$(cat target/dynamodb-local/classpath)\" " + MAIN_CLASS + " -inMemory -disableTelemetry");
    }

    /** A full pipe would stop the child at its next line of output. */
    private static void drain(BufferedReader output) {
        Thread drain = new Thread(
                () -> {
                    try {
                        output.transferTo(Writer.nullWriter());
                    } catch (IOException e) {
                        // The child has ended.
                    }
                },
                "dynamodb-local-output");
        drain.setDaemon(true);
        drain.start();
    }
}
