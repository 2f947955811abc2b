package org.socialfeed.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One of the packaged service's tasks as a process, in as much heap as the service has. What it prints is handed on line by
 * line, its log goes to a file, and it does not outlive this JVM.
 */
public final class PackagedTask {
    private static final long LOOK_MILLIS = 100;

    private final Process process;
    private final Thread reader;
    private final long started = System.nanoTime();
    private Duration cpu = Duration.ZERO;
    private OptionalDouble peakMb = OptionalDouble.empty();

    private PackagedTask(Process process, Consumer<String> lines) {
        this.process = process;
        this.reader = new Thread(() -> read(process, lines), "task-output");
        reader.setDaemon(true);
        reader.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /**
     * How a task ended.
     *
     * @param exitCode 128 + 9 if it was killed
     * @param cpu user and system, as it was at the last look, at most 100 ms before the end
     * @param peakMb the most resident memory it had, in MB (10⁶ bytes); empty where there is no {@code /proc}
     */
    public record Ended(int exitCode, Duration took, Duration cpu, OptionalDouble peakMb) {}

    /**
     * Starts a task.
     *
     * @param store the DynamoDB that it uses, whose table must exist
     * @param arguments the task's name and its own
     * @param lines takes what it prints, on another thread
     */
    public static PackagedTask start(Folders folders, URI store, List<String> arguments, Consumer<String> lines) {
        List<String> command = new ArrayList<>(PackagedService.MEMORY);
        PackagedService.storeSettings(store).forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", folders.service().toString()));
        command.addAll(arguments);
        try {
            ProcessBuilder builder = new ProcessBuilder(Folders.java(command))
                    .directory(Files.createDirectories(folders.work()).toFile())
                    .redirectError(log(folders, arguments.get(0)).toFile());
            builder.environment().clear();
            return new PackagedTask(builder.start(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException("the task " + arguments.get(0) + " could not be started", e);
        }
    }

    /**
     * Runs a task to its end.
     *
     * @throws StartFailedException if its exit code is not 0
     */
    public static Ended run(Folders folders, URI store, List<String> arguments, Consumer<String> lines)
            throws InterruptedException {
        Ended ended = start(folders, store, arguments, lines).await();
        if (ended.exitCode() != 0) {
            throw new StartFailedException("the task " + arguments.get(0) + " ended with exit code " + ended.exitCode()
                    + "; see " + folders.logs().resolve(arguments.get(0) + ".log"));
        }
        return ended;
    }

    /** Waits for its end and for the last line of its output. */
    public Ended await() throws InterruptedException {
        do {
            // Nothing of this can be asked for once it has ended.
            Duration now = Usage.cpu(process.toHandle());
            cpu = now.isZero() ? cpu : now;
            OptionalDouble peak = Usage.peakMb(process.toHandle());
            peakMb = peak.isPresent() ? peak : peakMb;
        } while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        reader.join();
        return new Ended(process.exitValue(), took, cpu, peakMb);
    }

    /** Ends it at once: it can't finish anything. */
    public void kill() {
        process.destroyForcibly();
    }

    private static Path log(Folders folders, String task) throws IOException {
        return Files.createDirectories(folders.logs()).resolve(task + ".log");
    }

    private static void read(Process process, Consumer<String> lines) {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(lines);
        } catch (IOException | UncheckedIOException e) {
            // It has ended.
        }
    }
}
