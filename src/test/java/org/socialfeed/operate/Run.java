package org.socialfeed.operate;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** A task that was run in this process: its exit code, and the lines that it has printed. */
record Run(int exitCode, List<String> out, List<String> err) {
    static Run of(Tasks tasks, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = tasks.commands()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
        return new Run(
                exitCode,
                out.toString().lines().toList(),
                err.toString().lines().toList());
    }
}
