package org.socialfeed.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs commands in an empty folder that they take for the checkout: it holds no build, so none of them can start anything. */
public final class TestingCommand implements BeforeEachCallback, AfterEachCallback {
    private StringWriter err = new StringWriter();
    private Path folder;

    @SuppressWarnings("NullAway.Init") // JUnit calls beforeEach before anything else.
    public TestingCommand() {}

    /** Its exit code. */
    public int run(BenchCommand command, String... arguments) {
        return command.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    /** What it has said on stderr. */
    public String said() {
        return err.toString();
    }

    public Path folder() {
        return folder;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        err = new StringWriter();
        folder = Files.createTempDirectory("bench");
        System.setProperty("bench.root", folder.toString());
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        System.clearProperty("bench.root");
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(TestingCommand::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
