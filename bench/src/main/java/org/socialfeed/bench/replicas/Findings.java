package org.socialfeed.bench.replicas;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.socialfeed.bench.result.Requirement;
import org.socialfeed.bench.result.Results;

/**
 * A whole run.
 *
 * @param run machine and input
 * @param connections of the load
 */
record Findings(Results run, int connections, List<Trial> trials, OwnWrites.Seen ownWrites, Audit.Outcome audit) {
    private static final List<Integer> IN_ORDER = List.of(0, 128 + 15);

    /** What has to hold, in the order of the run. */
    List<Requirement> requirements() {
        List<Requirement> all = new ArrayList<>();
        for (Trial trial : trials) {
            all.add(failures(trial));
            if (!trial.episodes().isEmpty()) {
                all.add(returns(trial));
            }
        }
        all.add(exits());
        all.add(visible());
        all.add(posts());
        all.add(likes());
        all.add(counts());
        return all;
    }

    private Requirement failures(Trial trial) {
        long most = trial.episodes().stream()
                .filter(episode -> episode.strike() == Strike.KILLED)
                .mapToLong(episode -> trial.cost(episode).size())
                .max()
                .orElse(0);
        int excused = trial.failed().size() - trial.unexcused().size();
        String others = trial.unexcused().stream()
                .limit(3)
                .map(attempt -> ", " + attempt.error().orElse("") + " on "
                        + trial.servers().get(attempt.id()))
                .collect(Collectors.joining());
        return new Requirement(
                trial.name() + ", failed requests",
                wanted(trial),
                String.format(
                                Locale.ROOT,
                                "%,d such, %,d others",
                                excused,
                                trial.unexcused().size())
                        + others,
                trial.unexcused().isEmpty() && most <= connections);
    }

    private static String wanted(Trial trial) {
        return trial.episodes().stream()
                .map(Episode::strike)
                .findFirst()
                .map(strike -> switch (strike) {
                    case TERMINATED -> "none";
                    case KILLED -> "only those in flight on the killed replica, at most one a connection";
                    case REFUSED, SILENT -> "only those that the replica had before it left rotation";
                })
                .orElse("none");
    }

    private static Requirement returns(Trial trial) {
        long back = trial.episodes().stream()
                .filter(episode -> trial.servedAgain(episode) > 0)
                .count();
        double slowest = trial.episodes().stream()
                .mapToDouble(Episode::secondsToUp)
                .max()
                .orElse(0);
        return new Requirement(
                trial.name() + ", replicas back",
                "all, and serving",
                String.format(
                        Locale.ROOT,
                        "%d of %d, within %.1f s",
                        back,
                        trial.episodes().size(),
                        slowest),
                back == trial.episodes().size());
    }

    private Requirement exits() {
        List<Integer> codes = trials.stream()
                .flatMap(trial -> trial.episodes().stream())
                .flatMapToInt(episode -> episode.exitCode().stream())
                .boxed()
                .toList();
        return new Requirement(
                "SIGTERM, exit codes",
                "0 or 143",
                codes.stream().distinct().map(String::valueOf).collect(Collectors.joining(", ")),
                IN_ORDER.containsAll(codes));
    }

    private Requirement visible() {
        return new Requirement(
                "own writes, at once on every replica",
                "all shown",
                String.format(
                        Locale.ROOT,
                        "%,d writes, %,d reads, %,d without the write",
                        ownWrites.writes(),
                        ownWrites.reads(),
                        ownWrites.missing()),
                ownWrites.missing() == 0);
    }

    private Requirement posts() {
        return new Requirement(
                "posts at the end",
                "all that were acknowledged, those repeated once, no others",
                String.format(Locale.ROOT, "%,d acknowledged, %,d differences", audit.posts(), audit.postsWrong()),
                audit.postsWrong() == 0);
    }

    private Requirement likes() {
        return new Requirement(
                "likes at the end",
                "all that were acknowledged",
                String.format(Locale.ROOT, "%,d acknowledged, %,d missing", audit.likes(), audit.likesMissing()),
                audit.likesMissing() == 0);
    }

    private Requirement counts() {
        return new Requirement(
                "counts at the end",
                "counts = edges = what is shown",
                String.format(Locale.ROOT, "%,d counts, %,d wrong", audit.counts(), audit.countsWrong()),
                audit.countsWrong() == 0);
    }
}
