package org.socialfeed.local.image;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packaged service as a process, with the settings of production, on free ports of loopback. */
final class Service implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final int port;
    private final int management;
    private final Duration untilReady;

    private Service(List<String> command, Map<String, String> settings, Path log)
            throws IOException, InterruptedException {
        port = freePort();
        management = freePort();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        builder.environment().putAll(settings);
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(port),
                        "QUARKUS_MANAGEMENT_HOST",
                        "127.0.0.1",
                        "QUARKUS_MANAGEMENT_PORT",
                        Integer.toString(management)));
        long start = System.nanoTime();
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        awaitReady(log);
        untilReady = Duration.ofNanos(System.nanoTime() - start);
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param command what starts it; it gets these settings, and of this process' environment only PATH
     * @param log where its output goes
     */
    static Service start(List<String> command, Map<String, String> settings, Path log)
            throws IOException, InterruptedException {
        return new Service(command, settings, log);
    }

    /** The environment variables that a production start asks for, with this store and this issuer. */
    static Map<String, String> settings(Store store, Issuer issuer) {
        Map<String, String> settings = new HashMap<>(issuer.environment());
        settings.put("FEED_TABLE_NAME", Store.TABLE);
        settings.put("FEED_CURSOR_KEYS", "dGhlIGtleSBvZiBhIHJ1biB0aGF0IGVuZHMgaW4gbWludXRlcw==");
        settings.put("QUARKUS_DYNAMODB_ENDPOINT_OVERRIDE", store.url().toString());
        settings.put("AWS_REGION", Store.REGION);
        settings.put("AWS_ACCESS_KEY_ID", Store.ACCESS_KEY);
        settings.put("AWS_SECRET_ACCESS_KEY", Store.ACCESS_KEY);
        return settings;
    }

    Duration untilReady() {
        return untilReady;
    }

    /** The port of the API. */
    int port() {
        return port;
    }

    /** The status of readiness now. */
    int readiness() throws IOException, InterruptedException {
        URI ready = URI.create("http://127.0.0.1:" + management + "/q/health/ready");
        HttpRequest request = HttpRequest.newBuilder(ready).timeout(PATIENCE).build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    /** The process of the service itself, which may have been started by others that wait for it. */
    ProcessHandle process() {
        ProcessHandle last = process.toHandle();
        while (last.children().findFirst().isPresent()) {
            last = last.children().findFirst().get();
        }
        return last;
    }

    /** Asks it to end, as an orchestrator does: SIGTERM. */
    void terminate() {
        process().destroy();
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toMillis(), MILLISECONDS)) {
            throw new IllegalStateException("The service has not ended within " + PATIENCE);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process().destroyForcibly();
        process.destroyForcibly();
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new IllegalStateException("The service did not become ready, see " + log);
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return readiness() == OK;
        } catch (IOException e) {
            // It does not listen yet.
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
