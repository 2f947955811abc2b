package org.socialfeed.operate;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.util.ExceptionUtil;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serves if it is started without arguments, else does the one task that they name and ends with its exit code. */
@QuarkusMain
public class Main {
    /**
     * A task serves nothing, so it needs no port and can run beside a replica. Its output is its own: what else there is to
     * say goes to stderr, for a person to read, without the lines about start and stop.
     */
    private static final Map<String, String> NOT_SERVING = Map.of(
            "quarkus.http.host-enabled", "false",
            "quarkus.management.host-enabled", "false",
            "quarkus.log.console.stderr", "true");

    /**
     * A client of the API waits for seconds; nobody waits for a task, and one that has come far should not end for a slow
     * call. Of many calls that fail together the first is told, and the others, which Mutiny logs with their stacks, say no
     * more; nor does Netty of a connection that is cut because the task has ended. What is set on the command line holds.
     */
    private static final Map<String, String> UNLESS_SET = Map.of(
            "quarkus.log.console.json.enabled", "false",
            "quarkus.log.category.\"io.quarkus\".level", "WARN",
            "quarkus.log.category.\"io.quarkus.mutiny\".level", "OFF",
            "quarkus.log.category.\"io.netty\".level", "ERROR",
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
            UNLESS_SET.forEach(System.getProperties()::putIfAbsent);
            Quarkus.run(Tasks.class, Main::end, args);
        }
    }

    /** @param failure of the start: a task that has begun tells its failures itself */
    private static void end(int exitCode, @Nullable Throwable failure) {
        if (failure == null) {
            System.exit(exitCode);
        } else {
            String reason = String.valueOf(ExceptionUtil.getRootCause(failure).getMessage());
            System.err.println("social-feed: not started: " + Failure.oneLine(reason));
            System.exit(ExitCode.REFUSED.number());
        }
    }
}
