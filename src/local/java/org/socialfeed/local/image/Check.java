package org.socialfeed.local.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Runs the service of an image a few times, uses it, ends it by SIGTERM, and prints what it took. */
public final class Check {
    private static final int VISITS = 20;
    /** What a JVM ends with after SIGTERM, and what others do. */
    private static final List<Integer> ENDED = List.of(143, 0);

    private static final Duration BEFORE_THE_REST = Duration.ofSeconds(1);

    private final List<String> command;
    private final Issuer issuer;
    private final Map<String, String> settings;
    private final Path log;
    private final List<Long> untilReady = new ArrayList<>();
    private final List<Long> cpu = new ArrayList<>();
    private final List<Long> resident = new ArrayList<>();
    private final List<Long> residentLater = new ArrayList<>();
    private int visits;

    private Check(List<String> command, Issuer issuer, Map<String, String> settings, Path log) {
        this.command = command;
        this.issuer = issuer;
        this.settings = settings;
        this.log = log;
    }

    /**
     * Takes how it is to be told of, the number of runs, the file of CreateTable, the log to be written, and the command
     * that starts the service.
     */
    public static void main(String[] arguments) throws Exception {
        int runs = Integer.parseInt(arguments[1]);
        Issuer issuer = Issuer.create();
        Map<String, String> settings = Service.settings(Store.start(Path.of(arguments[2])), issuer);
        Path log = Path.of(arguments[3]);
        List<String> command = Arrays.asList(arguments).subList(4, arguments.length);
        Check check = new Check(command, issuer, settings, log);
        try {
            for (int run = 0; run < runs; run++) {
                check.run();
            }
        } catch (Exception e) {
            System.err.print(Files.readString(log));
            throw e;
        }
        System.out.printf(
                "%-20s ready after %,d ms and %,d ms of CPU, resident %d MiB, %d MiB after %d requests (medians of %d)%n",
                arguments[0],
                median(check.untilReady),
                median(check.cpu),
                median(check.resident),
                median(check.residentLater),
                VISITS * Visit.REQUESTS,
                runs);
        // DynamoDB Local has threads of its own.
        System.exit(0);
    }

    private void run() throws Exception {
        try (Service service = Service.start(command, settings, log)) {
            Usage usage = Usage.of(service);
            untilReady.add(service.untilReady().toMillis());
            cpu.add(service.process().info().totalCpuDuration().orElseThrow().toMillis());
            resident.add(usage.residentMib());
            require(usage.liberties().isEmpty(), "It has " + usage.liberties());
            require(usage.isInit(), "It is not PID 1");
            for (int visit = 0; visit < VISITS; visit++) {
                Visit.make(service, issuer, visits++);
            }
            residentLater.add(usage.residentMib());
            end(service);
        }
    }

    /** With a request in flight, which is answered all the same. */
    private void end(Service service) throws Exception {
        Client author = Client.of(service, issuer, "slow" + visits);
        author.join();
        try (SlowPost post = SlowPost.begin(author)) {
            Thread.sleep(BEFORE_THE_REST.toMillis());
            service.terminate();
            Thread.sleep(BEFORE_THE_REST.toMillis());
            String status = post.end();
            require(status.equals("HTTP/1.1 201 Created"), "The request in flight at SIGTERM got " + status);
        }
        int code = service.exitCode();
        require(ENDED.contains(code), "It has ended with " + code);
    }

    private static long median(List<Long> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }

    private static void require(boolean condition, String otherwise) throws IOException {
        if (!condition) {
            throw new IOException(otherwise);
        }
    }
}
