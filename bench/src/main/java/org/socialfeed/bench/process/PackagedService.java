package org.socialfeed.bench.process;

import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged service with the profile of production, in as much heap as its Kubernetes Deployment gives it. */
public final class PackagedService implements AutoCloseable {
    public static final String ISSUER = "https://bench.social-feed.localhost";
    public static final String AUDIENCE = "social-feed-bench";
    public static final String TABLE = "social-feed";

    /** 60 % of the 768 MiB of k8s/deployment.yaml, and the collector that a JVM takes by itself in so little memory. */
    static final List<String> MEMORY = List.of("-Xmx460m", "-XX:+UseSerialGC");

    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://[0-9.]+:[0-9]+)\\. Management");

    private final Child child;

    private PackagedService(Child child) {
        this.child = child;
    }

    /**
     * Starts it and waits until it listens. The system property {@code bench.service.options} has further options of its JVM,
     * separated by spaces.
     *
     * @param store the DynamoDB that it uses, whose table must exist
     * @param signer whose tokens it trusts
     * @param more settings besides those that it needs
     * @throws StartFailedException if it does not start: the package is missing, or the table does not fit
     */
    public static PackagedService start(Folders folders, URI store, PublicKey signer, Map<String, String> more)
            throws InterruptedException {
        return start("service", folders, store, signer, more);
    }

    /** @param name of its log */
    public static PackagedService start(
            String name, Folders folders, URI store, PublicKey signer, Map<String, String> more)
            throws InterruptedException {
        List<String> arguments = new ArrayList<>(MEMORY);
        Map<String, String> settings = settings(store, signer);
        settings.putAll(more);
        settings.forEach((setting, value) -> arguments.add("-D" + setting + "=" + value));
        Stream.of(System.getProperty("bench.service.options", "").split(" "))
                .filter(option -> !option.isBlank())
                .forEach(arguments::add);
        arguments.addAll(List.of("-jar", folders.service().toString()));
        return new PackagedService(Child.start(name, folders, Folders.java(arguments), LISTENING));
    }

    public URI uri() {
        return URI.create(child.announced().group(1));
    }

    public ProcessHandle process() {
        return child.handle();
    }

    /** Sends SIGTERM and waits; kills it when patience is over. Its exit code: 143 if it ended in order. */
    public int terminate(Duration patience) throws InterruptedException {
        return child.terminate(patience);
    }

    /** Sends SIGKILL and waits until it is gone. */
    public void kill() throws InterruptedException {
        child.kill();
    }

    @Override
    public void close() {
        child.close();
    }

    private static Map<String, String> settings(URI store, PublicKey signer) {
        Map<String, String> settings = storeSettings(store);
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.http.port", "0");
        settings.put("quarkus.management.host", "127.0.0.1");
        settings.put("quarkus.management.port", "0");
        settings.put("mp.jwt.verify.publickey", Base64.getEncoder().encodeToString(signer.getEncoded()));
        settings.put("mp.jwt.verify.issuer", ISSUER);
        settings.put("mp.jwt.verify.audiences", AUDIENCE);
        // Seals cursors of data that goes with the process; it keeps nothing secret.
        settings.put("feed.cursor.keys", "YmVuY2htYXJrcyBzZWFsIG5vdGhpbmcgc2VjcmV0ISE=");
        settings.put("feed.capacity.header", "true");
        return settings;
    }

    /** Where the table is: all that a task needs. */
    static Map<String, String> storeSettings(URI store) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("quarkus.dynamodb.endpoint-override", store.toString());
        settings.put("quarkus.dynamodb.aws.region", "us-east-1");
        settings.put("quarkus.dynamodb.aws.credentials.type", "static");
        settings.put("quarkus.dynamodb.aws.credentials.static-provider.access-key-id", "local");
        settings.put("quarkus.dynamodb.aws.credentials.static-provider.secret-access-key", "local");
        settings.put("feed.table.name", TABLE);
        return settings;
    }
}
