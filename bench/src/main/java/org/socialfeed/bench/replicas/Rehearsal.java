package org.socialfeed.bench.replicas;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.socialfeed.bench.client.Api;
import org.socialfeed.bench.client.BackOff;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.client.Wire;
import org.socialfeed.bench.drive.NanoClock;
import org.socialfeed.bench.graph.GeneratedNetwork;
import org.socialfeed.bench.graph.Network;
import org.socialfeed.bench.load.Crew;
import org.socialfeed.bench.load.Loader;
import org.socialfeed.bench.plan.PostPlan;
import org.socialfeed.bench.process.Folders;
import org.socialfeed.bench.process.Relay;
import org.socialfeed.bench.report.Measurements;
import org.socialfeed.bench.report.Progress;
import org.socialfeed.bench.result.Commit;
import org.socialfeed.bench.result.Machine;
import org.socialfeed.bench.result.Results;
import org.socialfeed.bench.stack.Access;
import org.socialfeed.bench.verify.Ledger;
import org.socialfeed.bench.verify.Mismatches;

/** A whole run: a fleet, data, trials one after the other, and the audit of everything that was written meanwhile. */
final class Rehearsal {
    private static final int FOLLOWEES = 20;
    private static final int LOADERS = 16;

    private final Access access = Access.fresh();
    private final Measurements measurements = new Measurements();
    private final Mismatches mismatches = new Mismatches();
    private final NanoClock clock = NanoClock.SYSTEM;
    private final Folders folders;
    private final Drill drill;
    private final int connections;
    private final long seed;
    private final PrintWriter out;

    Rehearsal(Folders folders, Drill drill, int connections, long seed, PrintWriter out) {
        this.folders = folders;
        this.drill = drill;
        this.connections = connections;
        this.seed = seed;
        this.out = out;
    }

    Findings run() throws InterruptedException {
        Network network = GeneratedNetwork.of(drill.users(), FOLLOWEES, seed);
        say("starting %d replicas ...", Fleet.SIZE);
        try (Fleet fleet = Fleet.start(folders, access.signer(), clock)) {
            Api api = api(fleet.proxy().uri());
            Journal journal = new Journal(new Ledger(mismatches));
            Drafts drafts = new Drafts(network.users(), load(network, api, journal), access.tokens(), seed);
            Trials trials = new Trials(fleet, drafts, journal, connections, drill.lead(), clock);
            OwnWrites ownWrites = new OwnWrites(
                    api, fleet.replicas().stream().map(each -> api(each.uri())).toList(), journal);
            say("warming up ...");
            trials.warmUp();
            List<Trial> done = run(trials, new Strikes(fleet, clock), drafts, ownWrites);
            say("reading everything back ...");
            Audit.Outcome audit =
                    new Audit(api, Audit.LikesInTable.of(fleet.table()), journal, mismatches, clock).run();
            mismatches.first().forEach(mismatch -> say("%s: %s", mismatch.kind(), mismatch.detail()));
            return new Findings(results(network), connections, done, ownWrites.seen(), audit);
        }
    }

    private List<Trial> run(Trials trials, Strikes strikes, Drafts drafts, OwnWrites ownWrites)
            throws InterruptedException {
        List<Trial> done = new ArrayList<>();
        done.add(show(trials.run("calm", () -> {
            clock.sleepUntil(clock.nanos() + drill.calm().toNanos());
            return List.of();
        })));
        done.add(show(trials.run("own writes", () -> {
            ownWrites.run(drafts, drill.ownWrites());
            return List.of();
        })));
        done.add(show(trials.run("rolling restart", () -> restart(strikes))));
        done.add(show(trials.run("kill -9", () -> kill(strikes))));
        for (Relay.Line how : List.of(Relay.Line.REFUSED, Relay.Line.SILENT)) {
            String name = how == Relay.Line.REFUSED ? "store refuses" : "store is silent";
            done.add(show(trials.run(name, () -> List.of(strikes.cut(how, drill.hold())))));
        }
        return done;
    }

    private List<Episode> restart(Strikes strikes) throws InterruptedException {
        List<Episode> episodes = new ArrayList<>();
        for (int round = 0; round < drill.rounds(); round++) {
            for (Replica replica : strikes.fleet().replicas()) {
                episodes.add(strikes.restart(replica));
            }
        }
        return episodes;
    }

    private List<Episode> kill(Strikes strikes) throws InterruptedException {
        List<Episode> episodes = new ArrayList<>();
        for (Replica replica : strikes.fleet().replicas().subList(0, drill.kills())) {
            episodes.add(strikes.kill(replica));
        }
        return episodes;
    }

    private Api api(URI server) {
        return new Api(new Wire(server, Duration.ofSeconds(60), BackOff.of(8), measurements), access.tokens());
    }

    private List<Post> load(Network network, Api api, Journal journal) throws InterruptedException {
        PostPlan plan = PostPlan.of(network.users(), drill.postsEach() * drill.users(), seed);
        Progress progress = new Progress(out, Boolean.getBoolean("bench.tty"), measurements);
        new Loader(api, new Crew(LOADERS), new Crew(LOADERS), progress).load(network, plan, seed, journal.posts());
        return journal.posts().posts().stream()
                .sorted(Comparator.comparing(Post::id))
                .toList();
    }

    private Results results(Network network) throws InterruptedException {
        Map<String, String> input = new LinkedHashMap<>();
        input.put("replicas", String.valueOf(Fleet.SIZE));
        input.put("connections", String.valueOf(connections));
        input.put("users", String.valueOf(network.users().size()));
        input.put("follows", String.valueOf(network.follows().size()));
        input.put("seed", String.valueOf(seed));
        return new Results(
                Machine.here(), Commit.of(folders.root()), Clock.systemUTC().instant(), input, List.of(), List.of());
    }

    private Trial show(Trial trial) {
        say(
                "%-16s %,8d requests in %5.1f s, p99 %,7.1f ms, failed %,d, unexcused %,d",
                trial.name(),
                trial.attempts().size(),
                trial.figures().seconds(),
                trial.figures().millis(99),
                trial.failed().size(),
                trial.unexcused().size());
        return trial;
    }

    private void say(String format, Object... arguments) {
        out.printf(Locale.ROOT, format + "%n", arguments);
        out.flush();
    }
}
