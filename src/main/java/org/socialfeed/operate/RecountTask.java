package org.socialfeed.operate;

import jakarta.enterprise.context.Dependent;
import java.util.List;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Repairs counts. */
@Dependent
@Command(
        name = "recount",
        mixinStandardHelpOptions = true,
        description =
                "Compares the counts of a user or a post with what they count, and repairs them. Safe under traffic.")
class RecountTask implements Task {
    static class What {
        @Option(names = "--user", required = true, description = "A user: posts, following and followers.")
        String user = "";

        @Option(
                names = "--post",
                description = "A post of the user, by its id: its likes. Without it the user's counts.")
        String post = "";
    }

    private final Recount recount;

    @ArgGroup(exclusive = false, multiplicity = "1")
    What what = new What();

    @Option(names = "--dry-run", description = "Only tell what is wrong.")
    boolean dryRun;

    @Spec
    CommandSpec spec = CommandSpec.create();

    RecountTask(Recount recount) {
        this.recount = recount;
    }

    @Override
    public Integer call() {
        Username user = new Username(what.user);
        Milestones counted = new Milestones("items counted", this::tell);
        List<Recount.Line> lines = (what.post.isEmpty()
                        ? recount.user(user, dryRun, counted::add)
                        : recount.post(user, new PostId(what.post), dryRun, counted::add))
                .invoke(line -> spec.commandLine().getOut().println(line))
                .collect()
                .asList()
                .await()
                .indefinitely();
        if (lines.isEmpty()) {
            throw new UnknownSubject(what.post.isEmpty() ? "user " + user : "post " + what.post + " of " + user);
        }
        boolean well = lines.stream().allMatch(line -> line.outcome().well());
        return (well ? ExitCode.DONE : ExitCode.AMISS).number();
    }

    private void tell(String progress) {
        Tasks.tell(spec.commandLine(), progress);
    }
}
