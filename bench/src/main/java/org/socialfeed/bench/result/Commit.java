package org.socialfeed.bench.result;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which state of the project was measured. */
public final class Commit {
    private Commit() {}

    /** The commit's id, {@code +} added if tracked files differ from it; {@code unknown} outside a Git checkout. */
    public static String of(Path checkout) throws InterruptedException {
        String id = git(checkout, "rev-parse", "HEAD");
        if (id.isEmpty()) {
            return "unknown";
        }
        return id
                + (git(checkout, "status", "--porcelain", "--untracked-files=no")
                                .isEmpty()
                        ? ""
                        : "+");
    }

    private static String git(Path checkout, String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", checkout.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream output = process.getInputStream()) {
                String said = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
                return process.waitFor() == 0 ? said : "";
            }
        } catch (IOException e) {
            return "";
        }
    }
}
