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
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A child process that says where it listens. It gets nothing of the environment, its output goes to a log file, and it does not
 * outlive {@link #close()} or this JVM.
 */
final class Child implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
     * @throws StartFailedException if it ends before that, or says nothing for a minute
     */
    static Child start(String name, Folders folders, List<String> command, Pattern announcement)
            throws InterruptedException {
        try {
            Path log = Files.createDirectories(folders.logs()).resolve(name + ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folders.work().toFile())
                    .redirectErrorStream(true);
            builder.environment().clear();
            Child child = new Child(builder.start(), log);
            child.read(name, announcement);
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

    /** Asks it to end, makes it end after some seconds, and waits. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
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

    private void read(String name, Pattern announcement) {
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader output = process.inputReader();
                            PrintWriter copy =
                                    new PrintWriter(Files.newBufferedWriter(log, StandardCharsets.UTF_8), true)) {
                        output.lines().forEach(line -> {
                            copy.println(line);
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
