package org.socialfeed.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What the command lines of this module have in common. */
public final class CommandLines {
    /** Exit code of a command that was called wrongly (EX_USAGE of sysexits.h). */
    public static final int USAGE = 64;

    private CommandLines() {}

    /** The command, which answers a wrong call with one line that says why, and where help is. */
    public static CommandLine of(Object command) {
        CommandLine line = new CommandLine(command);
        String name = line.getCommandName();
        line.setParameterExceptionHandler((problem, args) -> {
            PrintWriter err = problem.getCommandLine().getErr();
            err.println(name + ": " + problem.getMessage());
            CommandLine.UnmatchedArgumentException.printSuggestions(problem, err);
            err.println("Try " + name + " --help.");
            return USAGE;
        });
        return line;
    }

    /** @throws CommandLine.ParameterException with this message, which the user reads, unless the condition holds */
    public static void require(CommandSpec command, boolean condition, String message) {
        if (!condition) {
            throw new CommandLine.ParameterException(command.commandLine(), message);
        }
    }

    /** Refuses a report that is not Markdown by its name. */
    public static void requireMarkdown(CommandSpec command, @Nullable Path report) {
        require(
                command,
                report == null || report.toString().endsWith(".md"),
                "--report names a file that ends in .md: " + report);
    }
}
