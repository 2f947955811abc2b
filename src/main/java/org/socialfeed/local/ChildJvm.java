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

/**
 * A server in a child JVM on DynamoDB Local's class path, which must never be ours, listening on a free loopback port.
 *
 * <p>The child ends when this process ends, however that happens: it watches the pipe that only this process holds.
 */
public final class ChildJvm implements AutoCloseable {
    private static final String PORT_LINE = "port=";

    private final Process process;
    private final URI uri;

    private ChildJvm(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /**
     * Starts a main class that prints {@code port=<n>} when it listens, and returns then.
     *
     * @param heap the most memory for objects, as in {@code -Xmx}
     * @throws IllegalStateException if the class path file is missing or the child ends before it listens
     */
    public static ChildJvm start(String mainClass, String heap, List<String> arguments) {
        try {
            Process process = new ProcessBuilder(command(mainClass, heap, arguments))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new ChildJvm(process, URI.create("http://127.0.0.1:" + awaitPort(process, mainClass, arguments)));
        } catch (IOException e) {
            throw new UncheckedIOException(mainClass + " could not be started", e);
        }
    }

    public URI uri() {
        return uri;
    }

    public Process process() {
        return process;
    }

    /** Ends the child and waits for it. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(String mainClass, String heap, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", classPath(), mainClass));
        command.addAll(arguments);
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

    private static int awaitPort(Process process, String mainClass, List<String> arguments) throws IOException {
        // Not closed: closing the reader would close the pipe, and the child may still print.
        BufferedReader output = process.inputReader();
        String line;
        while ((line = output.readLine()) != null) {
            if (line.startsWith(PORT_LINE)) {
                drain(output);
                return Integer.parseInt(line.substring(PORT_LINE.length()));
            }
        }
        throw new IllegalStateException("The child JVM ended before it listened; to see why, run "
                + "java -cp \"$(cat target/dynamodb-local/classpath)\" " + mainClass + " "
                + String.join(" ", arguments));
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
                "child-jvm-output");
        drain.setDaemon(true);
        drain.start();
    }
}
