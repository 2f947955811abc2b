package org.socialfeed.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Programs that a build does without and {@code k8s/check} insists on: the tests that need a missing one are skipped there. */
final class Tools {
    private static final boolean REQUIRED = "required".equals(System.getProperty("deployment.tools"));
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private Tools() {}

    /** Skips the test if the tool is not there, or fails it where all tools must be. */
    static void need(boolean there, String what) {
        if (REQUIRED && !there) {
            throw new AssertionError("Missing: " + what);
        }
        if (!there && TOLD.add(what)) {
            // A whole class that is skipped leaves no trace in Maven's output.
            System.out.println("SKIPPED for want of " + what);
        }
        assumeTrue(there, "for want of " + what);
    }

    /** Whether the program is there and this works. */
    static boolean works(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the program prints; fails with what it complains about if its exit code is not 0. */
    static String output(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ":\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
