package org.socialfeed.bench.process;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** DynamoDB Local in memory, as development and the service's tests start it. */
public final class DynamoDbLocal implements AutoCloseable {
    static final Pattern PORT = Pattern.compile("^port=(\\d+)$");

    private final Child child;

    private DynamoDbLocal(Child child) {
        this.child = child;
    }

    public static DynamoDbLocal start(Folders folders) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-Xmx2g"));
        if (Runtime.version().feature() >= 24) {
            arguments.add("--enable-native-access=ALL-UNNAMED");
        }
        arguments.addAll(List.of("-cp", folders.storeClassPath(), "org.socialfeed.local.DynamoDbLocalProcess"));
        arguments.addAll(List.of("-sharedDb", "-disableTelemetry", "-inMemory"));
        return new DynamoDbLocal(Child.start("dynamodb-local", folders, Folders.java(arguments), PORT));
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + child.announced().group(1));
    }

    public ProcessHandle process() {
        return child.handle();
    }

    @Override
    public void close() {
        child.close();
    }
}
