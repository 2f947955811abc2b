package org.socialfeed.operate;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Map;

/** Serves if it is started without arguments, else does the one task that they name and ends with its exit code. */
@QuarkusMain
public class Main {
    /** A task serves nothing, so it needs no port and can run beside a replica; its output is its own, without the log. */
    private static final Map<String, String> NOT_SERVING = Map.of(
            "quarkus.http.host-enabled", "false",
            "quarkus.management.host-enabled", "false",
            "quarkus.log.console.stderr", "true");

    /**
     * A client of the API waits for seconds; nobody waits for a task, and one that has come far should not end for a slow
     * call. What is set on the command line holds.
     */
    private static final Map<String, String> PATIENT = Map.of(
            "quarkus.dynamodb.async-client.connection-acquisition-timeout", "60S",
            "quarkus.dynamodb.async-client.read-timeout", "30S",
            "quarkus.dynamodb.api-call-attempt-timeout", "30S",
            "quarkus.dynamodb.api-call-timeout", "120S",
            "feed.table.attempts", "5");

    public static void main(String... args) {
        if (args.length == 0) {
            Quarkus.run();
        } else {
            NOT_SERVING.forEach(System::setProperty);
            PATIENT.forEach(System.getProperties()::putIfAbsent);
            Quarkus.run(Tasks.class, args);
        }
    }
}
