package org.socialfeed.bench;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.socialfeed.bench.client.Api;
import org.socialfeed.bench.client.Operation;
import org.socialfeed.bench.graph.Network;
import org.socialfeed.bench.load.Crew;
import org.socialfeed.bench.load.Loader;
import org.socialfeed.bench.load.Tasks;
import org.socialfeed.bench.plan.PostPlan;
import org.socialfeed.bench.report.Measurements;
import org.socialfeed.bench.report.Progress;
import org.socialfeed.bench.report.Report;
import org.socialfeed.bench.verify.Ledger;
import org.socialfeed.bench.verify.Mismatches;
import org.socialfeed.bench.verify.Model;
import org.socialfeed.bench.verify.Verification;

/** Load or recover, then verify, then report. */
final class Run {
    private final Mismatches mismatches = new Mismatches();
    private final Settings settings;
    private final Api api;
    private final Measurements measurements;
    private final Progress progress;
    private final PrintWriter out;

    Run(Settings settings, Api api, Measurements measurements, Progress progress, PrintWriter out) {
        this.settings = settings;
        this.api = api;
        this.measurements = measurements;
        this.progress = progress;
        this.out = out;
    }

    Report over(Network network) throws InterruptedException {
        PostPlan plan = PostPlan.of(network.users(), settings.posts(), settings.seed());
        out.printf(
                Locale.ROOT,
                "%,d users, %,d edges among them, %,d posts, seed %d%n",
                network.users().size(),
                network.follows().size(),
                settings.posts(),
                settings.seed());
        Verification verification = new Verification(api, mismatches);
        Ledger ledger = new Ledger(mismatches);
        Crew crew = new Crew(settings.concurrency());
        Loader loader = new Loader(api, crew, crew, progress);
        if (settings.skipLoad()) {
            loader.recover(network, plan, verification, ledger);
        } else {
            loader.load(network, plan, settings.seed(), ledger);
            TimeUnit.MILLISECONDS.sleep(settings.settle().toMillis());
        }
        ledger.check();
        List<String> readers = network.busiestReaders(settings.verify());
        verify(readers, new Model(network, ledger), verification);
        return new Report(counts(network, readers, verification), progress.phases(), measurements, mismatches);
    }

    private void verify(List<String> readers, Model model, Verification verification) throws InterruptedException {
        long entries = readers.stream().mapToLong(model::feedSize).sum();
        progress.phase(
                "feed entries",
                entries,
                phase -> new Crew(settings.verifyConcurrency())
                        .run(Tasks.of(readers), reader -> verification.feed(reader, model, phase::step)));
    }

    private Map<String, Long> counts(Network network, List<String> readers, Verification verification) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("users", (long) network.users().size());
        counts.put("edges", (long) network.follows().size());
        counts.put("posts", (long) settings.posts());
        counts.put("readers", (long) readers.size());
        counts.put("pages", measurements.answers(Operation.FEED));
        counts.put("entries compared", verification.entries());
        return counts;
    }
}
