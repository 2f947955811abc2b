package org.socialfeed.operate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;

/**
 * How far an import has come, in a file beside its input, so that it goes on where it was ended. All writes may be repeated,
 * so what is known here may be less than what was done, never more.
 */
final class ImportState {
    private static final String TABLE = "table";
    private static final String INPUT = "input";
    private static final String BEGUN = "begun";
    private static final String DONE = "done.";

    private final Path file;
    private final Properties state;

    private ImportState(Path file, Properties state) {
        this.file = file;
        this.state = state;
    }

    /**
     * The state of this import, or a new one that begins now.
     *
     * @param table tells one table from another, which of the same name may be in another account, or a new one in its place
     * @param input tells one input from another
     * @throws IllegalArgumentException if the file is of another table or input
     */
    static ImportState open(Path file, String table, String input, Instant now) {
        Properties state = new Properties();
        try {
            if (Files.exists(file)) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    state.load(reader);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
        claim(file, state, TABLE, table, "into another table");
        claim(file, state, INPUT, input, "of other files");
        state.putIfAbsent(BEGUN, now.toString());
        return new ImportState(file, state);
    }

    private static void claim(Path file, Properties state, String property, String mine, String other) {
        Object known = state.putIfAbsent(property, mine);
        if (known != null && !known.equals(mine)) {
            throw new IllegalArgumentException(
                    file + " belongs to an import " + other + "; name another with --state, or remove it");
        }
    }

    /** When the import was begun first: the time of all follows and profiles in it. */
    Instant begun() {
        return Instant.parse(state.getProperty(BEGUN));
    }

    /** Whether anything was done before. */
    boolean resumed() {
        return Files.exists(file);
    }

    /** How many records of a phase are done for certain. */
    long done(ImportPhase phase) {
        return Long.parseLong(state.getProperty(DONE + phase, "0"));
    }

    /** Notes that all records of a phase up to this number are done. The file is replaced as a whole. */
    void done(ImportPhase phase, long records) {
        state.setProperty(DONE + phase, Long.toString(records));
        WholeFile.write(file, out -> {
            Writer writer = new OutputStreamWriter(out, UTF_8);
            state.store(writer, null);
            writer.flush();
        });
    }
}
