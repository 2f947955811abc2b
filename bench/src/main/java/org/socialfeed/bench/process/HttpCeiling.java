package org.socialfeed.bench.process;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The bare quarkus-rest endpoint of {@code bench/ceiling}, with the heap of the service. */
public final class HttpCeiling implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://[0-9.]+:[0-9]+)");

    private final Child child;

    private HttpCeiling(Child child) {
        this.child = child;
    }

    /** @param bodies a folder whose files it serves by their names */
    public static HttpCeiling start(Folders folders, Path bodies) throws InterruptedException {
        List<String> arguments = List.of(
                "-Xmx460m",
                "-Dceiling.bodies=" + bodies.toAbsolutePath(),
                "-jar",
                folders.ceiling().toString());
        return new HttpCeiling(Child.start("http-ceiling", folders, Folders.java(arguments), LISTENING));
    }

    public URI uri() {
        return URI.create(child.announced().group(1));
    }

    public ProcessHandle process() {
        return child.handle();
    }

    @Override
    public void close() {
        child.close();
    }
}
