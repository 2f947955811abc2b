package org.socialfeed.bench.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** HAProxy, the load balancer before several replicas, in the foreground. */
public final class HaProxy implements AutoCloseable {
    // It says nothing when it begins to listen. That all replicas are down is its first line.
    private static final Pattern RUNNING = Pattern.compile("has no server available");

    private final Child child;
    private final HaProxyConfig config;

    private HaProxy(Child child, HaProxyConfig config) {
        this.child = child;
        this.config = config;
    }

    /**
     * Starts it, before any of its replicas.
     *
     * @param lines takes each line of its log, on another thread
     * @throws StartFailedException if it is not installed, or does not start
     */
    public static HaProxy start(Folders folders, HaProxyConfig config, Consumer<String> lines)
            throws InterruptedException {
        String program = program();
        try {
            Path file = Files.createDirectories(folders.work()).resolve("haproxy.cfg");
            Files.writeString(file, config.text());
            List<String> command = List.of(program, "-db", "-f", file.toString());
            return new HaProxy(Child.start("haproxy", folders, command, RUNNING, lines), config);
        } catch (IOException e) {
            throw new UncheckedIOException("the configuration of HAProxy could not be written", e);
        }
    }

    /**
     * Where it is installed.
     *
     * @throws StartFailedException if it is not
     */
    public static String program() {
        // Its folder is in the path of root only.
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin" + File.pathSeparator
                + "/usr/local/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "haproxy"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() -> new StartFailedException(
                        "HAProxy is not installed; on Debian and Ubuntu: apt-get install haproxy"));
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + config.port());
    }

    @Override
    public void close() {
        child.close();
    }
}
