package org.socialfeed.local.limits;

import java.time.format.DateTimeParseException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.socialfeed.local.Parent;

/**
 * The main class of the partition-limit proxy, a process of its own between a client and DynamoDB Local. It holds every
 * partition key of tables and indexes to DynamoDB's limits of 1,000 write and 3,000 read units a second, or a part of
 * them for a small machine, by the capacity that the store reports; answers what DynamoDB answers when a limit is reached
 * or transactions meet at an item; and on demand is as slow as DynamoDB and lets indexes be behind.
 *
 * <p>It listens on loopback only, on a free port that it prints as {@code port=<n>}, and ends as soon as its standard
 * input closes. {@link ProxyHandler} tells how it is asked and changed while it runs.
 *
 * <p>What it does not do: burst and adaptive capacity, splitting for heat, limits of a whole table or account.
 */
public final class PartitionLimitProxy {
    private static final int BACKLOG = 4096;
    /** Longer than clients keep idle connections, so that no request meets a closing one. */
    private static final int IDLE_MILLIS = 300_000;

    private static final int WRONG_USAGE = 2;

    private PartitionLimitProxy() {}

    /** Takes {@link Options#USAGE}. */
    public static void main(String[] arguments) throws Exception {
        Options options;
        try {
            options = Options.of(arguments);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            System.err.println(e.getMessage() + "\nUsage: " + Options.USAGE);
            System.exit(WRONG_USAGE);
            return;
        }
        // DynamoDB Local closes idle connections after 30 seconds; a request must not meet that.
        System.setProperty("jdk.httpclient.keepalive.timeout", "10");
        // As many as can compute at once, but never one alone; nothing waits on them.
        ExecutorService executor =
                Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()));
        LimitedStore store =
                new LimitedStore(new Store(options.target(), executor), options.settings(), options.seed(), executor);

        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        server.setHandler(new ProxyHandler(store));
        server.start();
        System.out.println("port=" + connector.getLocalPort());

        Parent.awaitEnd();
        Runtime.getRuntime().halt(0);
    }
}
