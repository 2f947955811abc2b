package org.socialfeed.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A child process that says where it listens. It gets nothing of the environment, its output goes to a log file, and it does not
 * outlive {@link #close()} or this JVM.
 */
final class Child implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final CompletableFuture<MatchResult> announced = new CompletableFuture<>();
    private final Process process;
    private final Path log;

    private Child(Process process, Path log) {
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /**
     * Starts a child and waits for the line in which it says where it listens.
     *
     * @throws StartFailedException if it ends before that, or says nothing for three minutes
     */
    static Child start(String name, Folders folders, List<String> command, Pattern announcement)
            throws InterruptedException {
        return start(name, folders, command, announcement, line -> {});
    }

    /** @param lines takes each line that it prints, on another thread */
    static Child start(String name, Folders folders, List<String> command, Pattern announcement, Consumer<String> lines)
            throws InterruptedException {
        try {
            Path log = Files.createDirectories(folders.logs()).resolve(name + ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folders.work().toFile())
                    .redirectErrorStream(true);
            builder.environment().clear();
            Child child = new Child(builder.start(), log);
            child.read(name, announcement, lines);
            child.await(name);
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started", e);
        }
    }

    /** The groups of the line that it announced itself with. */
    MatchResult announced() {
        return announced.join();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Asks it to end (SIGTERM) and waits; ends it by force when patience is over. Its exit code. */
    int terminate(Duration patience) throws InterruptedException {
        process.destroy();
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : kill();
    }

    /** Ends it at once (SIGKILL) and waits until it is gone, its connections closed. Its exit code. */
    int kill() throws InterruptedException {
        return process.destroyForcibly().waitFor();
    }

    /** Asks it to end, makes it end after some seconds, and waits. */
    @Override
    public void close() {
        try {
            terminate(GRACE);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void await(String name) throws InterruptedException {
        try {
            announced.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new StartFailedException(name + " did not start; see " + log);
        }
    }

    private void read(String name, Pattern announcement, Consumer<String> lines) {
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader output = process.inputReader();
                            PrintWriter copy =
                                    new PrintWriter(Files.newBufferedWriter(log, StandardCharsets.UTF_8), true)) {
                        output.lines().forEach(line -> {
                            copy.println(line);
                            lines.accept(line);
                            Matcher matcher = announcement.matcher(line);
                            if (matcher.find()) {
                                announced.complete(matcher.toMatchResult());
                            }
                        });
                    } catch (IOException | UncheckedIOException e) {
                        // It has ended.
                    }
                    announced.completeExceptionally(new IllegalStateException("ended"));
                },
                name + "-output");
        reader.setDaemon(true);
        reader.start();
    }
}
