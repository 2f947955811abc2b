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

    public static void main(String... args) {
        if (args.length == 0) {
            Quarkus.run();
        } else {
            NOT_SERVING.forEach(System::setProperty);
            Quarkus.run(Tasks.class, args);
        }
    }
}
