package org.socialfeed.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.socialfeed.bench.process.RunFailedException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the command lines of this module have in common: help, and how a wrong call and a run that failed are told. */
public abstract class BenchCommand implements Callable<Integer> {
    /** Exit code of a run that failed. */
    public static final int FAILED = 1;

    /** Exit code of a command that was called wrongly (EX_USAGE of sysexits.h). */
    public static final int USAGE = 64;

    @Spec
    private CommandSpec spec;

    @Option(names = "--help", usageHelp = true, order = Integer.MAX_VALUE, description = "show this")
    @SuppressWarnings("unused") // Its presence alone is what picocli asks for.
    private boolean help;

    /** It as picocli runs it: a wrong call is answered with one line that says why, and where help is. */
    public final CommandLine commandLine() {
        return new CommandLine(this).setParameterExceptionHandler((problem, args) -> {
            CommandLine called = problem.getCommandLine();
            PrintWriter err = called.getErr();
            err.println(called.getCommandName() + ": " + problem.getMessage());
            UnmatchedArgumentException.printSuggestions(problem, err);
            err.println("Try " + called.getCommandName() + " --help.");
            return USAGE;
        });
    }

    /** Does it; a {@link RunFailedException} is told in one line. */
    protected abstract int run() throws IOException, InterruptedException;

    @Override
    public final Integer call() throws IOException, InterruptedException {
        try {
            return run();
        } catch (RunFailedException e) {
            tell(List.of(String.valueOf(e.getMessage())));
            return FAILED;
        }
    }

    /** @throws ParameterException with this message, which the user reads, unless the condition holds */
    protected final void require(boolean condition, String message) {
        if (!condition) {
            throw refused(message, null);
        }
    }

    /** Refuses a report that is not Markdown by its name. */
    protected final void requireMarkdown(@Nullable Path report) {
        require(
                report == null || report.toString().endsWith(".md"),
                "--report names a file that ends in .md: " + report);
    }

    /** A wrong call. */
    protected final ParameterException refused(String message, @Nullable Throwable cause) {
        return new ParameterException(spec.commandLine(), message, cause);
    }

    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** On stderr, each sentence a line with the command before it. */
    protected final void tell(List<String> sentences) {
        PrintWriter err = spec.commandLine().getErr();
        sentences.forEach(sentence -> err.println(spec.name() + ": " + sentence));
        err.flush();
    }
}
