package org.socialfeed.local;

import com.amazonaws.services.dynamodbv2.local.main.CommandLineInput;
import com.amazonaws.services.dynamodbv2.local.main.ServerRunner;
import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.util.Arrays;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * The main class of the DynamoDB Local child process: compiled against DynamoDB Local, run on its class path, never on
 * the service's.
 *
 * <p>It adds what {@code ServerRunner} lacks: it listens on loopback only, on a free port that it prints as
 * {@code port=<n>}, it tells what transactions would consume in DynamoDB, and it ends as soon as its standard input
 * closes, so it cannot outlive its parent even if the parent is killed.
 */
public final class DynamoDbLocalProcess {
    private DynamoDbLocalProcess() {}

    /** Takes the arguments of {@code ServerRunner} but {@code -port}. */
    public static void main(String[] args) throws Exception {
        System.out.println("port=" + start(args));
        Parent.awaitEnd();
        Runtime.getRuntime().halt(0);
    }

    /** Starts it within this process, with those arguments, and returns the port it listens on. */
    public static int start(String... args) throws Exception {
        // The port is mandatory, must not be 0 and is replaced below before anything is bound.
        String[] withPort = Arrays.copyOf(args, args.length + 2);
        withPort[args.length] = "-port";
        withPort[args.length + 1] = "8000";
        DynamoDBProxyServer dynamo = ServerRunner.createServerFromCommandLineArgs(withPort);

        var input = new CommandLineInput(withPort);
        input.init();
        var field = DynamoDBProxyServer.class.getDeclaredField("server");
        field.setAccessible(true);
        var server = (Server) field.get(dynamo);
        server.setHandler(dynamo.setUpHandler(
                new LocalDynamoDBServerHandler(new MeteredRequestHandler(input), input.getCorsParams())));
        var connector = (ServerConnector) server.getConnectors()[0];
        connector.setHost("127.0.0.1");
        connector.setPort(0);
        dynamo.start();
        return connector.getLocalPort();
    }
}
