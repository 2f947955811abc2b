package org.socialfeed.operate;

import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import org.jboss.logging.Logger;
import org.socialfeed.health.TableVerification;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of the operator's tasks. Each ends with an {@link ExitCode}, and with one line on stderr if it failed. */
@Command(
        name = "social-feed",
        mixinStandardHelpOptions = true,
        description = "Serves if started without arguments. With a task it does that and ends.")
class Tasks implements QuarkusApplication {
    private static final Logger LOG = Logger.getLogger(Tasks.class);

    private final Instance<Task> tasks;
    private final TableVerification verification;

    Tasks(@Any Instance<Task> tasks, TableVerification verification) {
        this.tasks = tasks;
        this.verification = verification;
    }

    @Override
    public int run(String... args) {
        return commands().execute(args);
    }

    CommandLine commands() {
        CommandLine commands = new CommandLine(this);
        tasks.forEach(commands::addSubcommand);
        tellExitCodes(commands);
        return commands.setExecutionStrategy(this::execute)
                .setParameterExceptionHandler((wrong, args) -> refuse(wrong))
                .setExecutionExceptionHandler((failure, command, parsed) -> fail(failure, command));
    }

    private static void tellExitCodes(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.meanings());
        command.getSubcommands().values().forEach(Tasks::tellExitCodes);
    }

    /** Help is given without a table; all else is done on one that fits, for no other can be read or written rightly. */
    private int execute(ParseResult parsed) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        if (parsed.hasSubcommand() && !(parsed.subcommand().commandSpec().userObject() instanceof VerifyTableTask)) {
            demandTable(parsed);
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private void demandTable(ParseResult parsed) {
        try {
            verification.demand().await().indefinitely();
        } catch (RuntimeException e) {
            throw new ExecutionException(parsed.subcommand().commandSpec().commandLine(), "The table", e);
        }
    }

    private static int refuse(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        tell(command, new Failure(ExitCode.REFUSED, Failure.oneLine(wrong.getMessage() + "; --help tells more")));
        UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
        return ExitCode.REFUSED.number();
    }

    private static int fail(Exception failure, CommandLine command) {
        LOG.debug("A task failed", failure);
        Failure told = Failure.of(failure);
        tell(command, told);
        return told.code().number();
    }

    private static void tell(CommandLine command, Failure failure) {
        tell(command, command.getCommandSpec().qualifiedName() + ": " + failure.reason());
    }

    /** Says something beside what a task finds, at once. */
    static void tell(CommandLine command, String line) {
        command.getErr().println(line);
        command.getErr().flush();
    }
}
