package org.socialfeed.testing;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * The packaged service as a process of its own, with the profile of production, on free ports of loopback. It gets
 * nothing of the environment it is started in, and does not outlive {@link #close()} or this JVM.
 */
public final class PackagedService implements AutoCloseable {
    private static final Path FOLDER = Path.of("target").toAbsolutePath();
    private static final Path JAR = FOLDER.resolve(Path.of("quarkus-app", "quarkus-run.jar"));
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern LISTENING = Pattern.compile(
            "Listening on: (http://[0-9.]+:[0-9]+)\\. Management interface listening on (http://[0-9.]+:[0-9]+)\\.");

    private final Process process;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> outputEnded;

    private PackagedService(Process process) {
        this.process = process;
        outputEnded = CompletableFuture.allOf(
                keep(process.inputReader(), log, "service-log"), keep(process.errorReader(), errors, "service-errors"));
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** Starts it with these settings and does not wait for anything. */
    public static PackagedService start(Map<String, String> settings) {
        return start(settings, Map.of());
    }

    /** Has it do an operator's task instead of serving. */
    public static PackagedService task(Map<String, String> settings, String... args) {
        return start(settings, Map.of(), List.of(args));
    }

    /** Starts it with these settings and environment variables and does not wait for anything. */
    public static PackagedService start(Map<String, String> settings, Map<String, String> environment) {
        return start(settings, environment, List.of());
    }

    private static PackagedService start(
            Map<String, String> settings, Map<String, String> environment, List<String> args) {
        // It runs in target, where no .env file and no config folder of the developer's add settings.
        List<String> command = command(settings);
        command.addAll(args);
        ProcessBuilder builder = new ProcessBuilder(command).directory(FOLDER.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new PackagedService(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("The packaged service could not be started", e);
        }
    }

    /** Where the API is; waits for it. */
    public String api() {
        return listening().group(1);
    }

    /** Where health and metrics are; waits for them. */
    public String management() {
        return listening().group(2);
    }

    /** Waits until readiness is this status. */
    public PackagedService awaitReadiness(int status) {
        String ready = management() + "/q/health/ready";
        awaitAlive().until(() -> given().get(ready).statusCode() == status);
        return this;
    }

    /** Asks it to end, as an orchestrator does: SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for the end; {@link #log()} and {@link #errors()} are complete then. */
    public int exitCode() {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), MILLISECONDS)) {
                throw new AssertionError("The service still runs:\n" + output());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        outputEnded.join();
        return process.exitValue();
    }

    /** The lines of its standard output so far: the log. */
    public List<String> log() {
        return Collections.unmodifiableList(log);
    }

    /** Those lines of the log that tell why it ended. */
    public List<String> complaints() {
        return log.stream().filter(line -> line.contains("FATAL")).toList();
    }

    /** The lines of its standard error so far. */
    public List<String> errors() {
        return Collections.unmodifiableList(errors);
    }

    /** All that it has printed so far. */
    public String output() {
        return String.join("\n", log) + "\n" + String.join("\n", errors);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        exitCode();
    }

    private static List<String> command(Map<String, String> settings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It lives for seconds: what the better compiler would do does not pay.
        command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
        for (String listener : List.of("quarkus.http", "quarkus.management")) {
            command.addAll(List.of("-D" + listener + ".host=127.0.0.1", "-D" + listener + ".port=0"));
        }
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", JAR.toString()));
        return command;
    }

    private MatchResult listening() {
        return awaitAlive()
                .until(() -> LISTENING.matcher(output()).results().toList(), found -> !found.isEmpty())
                .get(0);
    }

    private ConditionFactory awaitAlive() {
        return Awaitility.await().atMost(PATIENCE).failFast(this::checkAlive);
    }

    private void checkAlive() {
        if (!process.isAlive()) {
            throw new AssertionError("The service has ended with exit code " + exitCode() + ":\n" + output());
        }
    }

    private static CompletableFuture<Void> keep(BufferedReader output, List<String> lines, String name) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try (output) {
                        output.lines().forEach(lines::add);
                    } catch (IOException | UncheckedIOException e) {
                        lines.add("The output could not be read further: " + e);
                    }
                    ended.complete(null);
                },
                name);
        reader.setDaemon(true);
        reader.start();
        return ended;
    }
}
