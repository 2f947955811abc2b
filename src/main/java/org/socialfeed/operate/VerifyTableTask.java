package org.socialfeed.operate;

import jakarta.enterprise.context.Dependent;
import java.util.List;
import org.socialfeed.table.TableInspection;
import org.socialfeed.table.TableSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells whether the table is what a replica would start with. */
@Dependent
@Command(
        name = "verify-table",
        mixinStandardHelpOptions = true,
        description = {
            "Compares keys, index, projection and time to live of the table with what the service needs.",
            "Prints a line for each difference. Writes nothing."
        })
class VerifyTableTask implements Task {
    private final TableInspection table;
    private final TableSettings settings;

    @Spec
    CommandSpec spec = CommandSpec.create();

    VerifyTableTask(TableInspection table, TableSettings settings) {
        this.table = table;
        this.settings = settings;
    }

    @Override
    public Integer call() {
        List<String> differences = table.differences().await().indefinitely();
        differences.forEach(each -> spec.commandLine().getOut().println(settings.name() + ": " + each));
        if (differences.isEmpty()) {
            spec.commandLine().getErr().println("The table " + settings.name() + " fits");
        }
        return (differences.isEmpty() ? ExitCode.DONE : ExitCode.AMISS).number();
    }
}
