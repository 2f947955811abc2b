package org.socialfeed.operate;

import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/**
 * The command line of the operator's tasks. Exit codes: 0 done, 1 done but something is not as it should be, 2 wrong
 * arguments, 3 failed on the way.
 */
@Command(
        name = "social-feed",
        mixinStandardHelpOptions = true,
        description = "Serves if started without arguments. With a task it does that and ends.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done",
            "1:done, but something is not as it should be",
            "2:wrong arguments; nothing was done",
            "3:failed on the way; running it again is safe"
        })
class Tasks implements QuarkusApplication {
    static final int NOT_AS_IT_SHOULD_BE = 1;
    private static final int FAILED = 3;

    private final Instance<Task> tasks;

    Tasks(@Any Instance<Task> tasks) {
        this.tasks = tasks;
    }

    @Override
    public int run(String... args) {
        return commands().execute(args);
    }

    CommandLine commands() {
        CommandLine commands = new CommandLine(this);
        tasks.forEach(commands::addSubcommand);
        return commands.setExecutionExceptionHandler(told());
    }

    private static IExecutionExceptionHandler told() {
        return (failure, command, parsed) -> {
            command.getErr().println(command.getCommandName() + ": " + describe(failure));
            return failure instanceof IllegalArgumentException ? CommandLine.ExitCode.USAGE : FAILED;
        };
    }

    private static String describe(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure.getMessage() + (cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }
}
