package org.socialfeed.local.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * The training run of an image's AOT cache (JEP 514): the service starts, serves what users ask for most, and ends by
 * SIGTERM, upon which its JVM writes the cache.
 */
public final class Training {
    private static final int VISITS = 40;
    /** 128 + SIGTERM, with which a JVM ends after it. */
    private static final int TERMINATED = 143;

    private Training() {}

    /** Takes the file of CreateTable, the cache to be written, and the command that starts the service and writes it. */
    public static void main(String[] arguments) throws Exception {
        Path table = Path.of(arguments[0]);
        Path cache = Path.of(arguments[1]);
        List<String> command = Arrays.asList(arguments).subList(2, arguments.length);
        requireClassPath(Path.of(command.get(command.size() - 1)));
        Path log = Files.createTempFile("training", ".log");
        try {
            train(command, Store.start(table), log);
            if (!Files.exists(cache)) {
                throw new IllegalStateException("The training run has left no " + cache);
            }
            System.out.println(cache + ": " + Files.size(cache) + " bytes");
        } catch (Exception e) {
            System.err.print(Files.readString(log));
            throw e;
        }
        // DynamoDB Local has threads of its own.
        System.exit(0);
    }

    /** Classes that Quarkus' own loader defines are not for a cache. */
    private static void requireClassPath(Path service) throws IOException {
        try (JarFile jar = new JarFile(service.toFile())) {
            String classPath = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (!classPath.contains("lib/main/")) {
                throw new IllegalStateException(
                        service + " is not of ./mvnw package -Dimage: its cache would be empty");
            }
        }
    }

    private static void train(List<String> command, Store store, Path log) throws Exception {
        Issuer issuer = Issuer.create();
        try (Service service = Service.start(command, Service.settings(store, issuer), log)) {
            for (int visit = 0; visit < VISITS; visit++) {
                Visit.make(service, issuer, visit);
            }
            service.terminate();
            int code = service.exitCode();
            if (code != TERMINATED) {
                throw new IllegalStateException("The service has ended with " + code);
            }
        }
    }
}
