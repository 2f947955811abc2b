package org.socialfeed.bench.suite;

import java.io.IOException;
import java.io.PrintWriter;
import org.socialfeed.bench.client.Api;
import org.socialfeed.bench.load.Crew;
import org.socialfeed.bench.load.Import;
import org.socialfeed.bench.load.Loader;
import org.socialfeed.bench.process.Folders;
import org.socialfeed.bench.process.PackagedTask;
import org.socialfeed.bench.report.Measurements;
import org.socialfeed.bench.report.Progress;
import org.socialfeed.bench.scenario.Population;
import org.socialfeed.bench.stack.Stack;
import org.socialfeed.bench.verify.Ledger;
import org.socialfeed.bench.verify.Mismatches;

/** How the population gets into the table. */
final class Loading {
    private static final int LOADERS = 16;

    private final Folders folders;
    private final Stack stack;
    private final Api api;
    private final PrintWriter out;
    private final Progress progress;

    /** @param measurements of the requests that {@code api} sends */
    Loading(Folders folders, Stack stack, Api api, PrintWriter out, Measurements measurements) {
        this.folders = folders;
        this.stack = stack;
        this.api = api;
        this.out = out;
        this.progress = new Progress(out, Boolean.getBoolean("bench.tty"), measurements);
    }

    /** As clients write; with one of {@code posters} the order of all posts is that of the plan. */
    Ledger byApi(Population population, int posters, long seed) throws InterruptedException {
        Ledger ledger = new Ledger(new Mismatches());
        new Loader(api, new Crew(LOADERS), new Crew(posters), progress)
                .load(population.all(), population.posts(), seed, ledger);
        return ledger;
    }

    /**
     * By the service's own import, beside the service that is up already: nobody has asked it for any of these users, so it
     * holds nothing that could be stale.
     */
    Ledger direct(Population population) throws IOException, InterruptedException {
        Import files = Import.write(folders.work(), population.all(), population.posts());
        PackagedTask.run(folders, stack.store(), files.arguments(), line -> {
            out.println(line);
            out.flush();
        });
        return files.recover(api, new Crew(LOADERS), progress);
    }
}
