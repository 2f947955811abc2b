package org.socialfeed.bench.replicas;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.socialfeed.bench.drive.Figures;
import org.socialfeed.bench.result.Requirement;

/** The run for programs. Seconds of an episode count from its strike, but for {@code up_s}, which counts from the repair. */
final class ReplicasJson {
    private ReplicasJson() {}

    static ObjectNode of(Findings findings) {
        ObjectNode root = findings.run().json().remove(List.of("scenarios", "anchors"));
        Requirement.write(findings.requirements(), root.putArray("requirements"));
        ArrayNode trials = root.putArray("trials");
        findings.trials().forEach(trial -> trial(trials.addObject(), trial));
        root.putObject("own_writes")
                .put("writes", findings.ownWrites().writes())
                .put("reads", findings.ownWrites().reads())
                .put("missing", findings.ownWrites().missing());
        Audit.Outcome audit = findings.audit();
        root.putObject("audit")
                .put("repeated", audit.repeated())
                .put("posts", audit.posts())
                .put("posts_wrong", audit.postsWrong())
                .put("likes", audit.likes())
                .put("likes_missing", audit.likesMissing())
                .put("counts", audit.counts())
                .put("counts_wrong", audit.countsWrong());
        return root;
    }

    private static void trial(ObjectNode node, Trial trial) {
        Figures figures = trial.figures();
        node.put("name", trial.name())
                .put("seconds", rounded(figures.seconds()))
                .put("operations", figures.operations())
                .put("ops_per_s", rounded(figures.rate()))
                .put("p50_ms", figures.millis(50))
                .put("p99_ms", figures.millis(99))
                .put("most_ms", figures.millis(100))
                .put("failed", trial.failed().size())
                .put("unexcused", trial.unexcused().size());
        figures.errors().forEach(node.putObject("errors")::put);
        ArrayNode episodes = node.putArray("episodes");
        trial.episodes().forEach(episode -> episode(episodes.addObject(), trial, episode));
    }

    private static void episode(ObjectNode node, Trial trial, Episode episode) {
        node.put("replica", episode.replica())
                .put("strike", episode.strike().words())
                .put("second", rounded(trial.second(episode.struck())))
                .put("down_s", rounded(episode.secondsToDown()))
                .put("up_s", rounded(episode.secondsToUp()))
                .put("had", trial.exposed(episode))
                .put("failed", trial.cost(episode).size())
                .put("last_failure_s", rounded(trial.lastFailure(episode)))
                .put("served_again", trial.servedAgain(episode));
        episode.exitCode().ifPresent(code -> node.put("exit_code", code));
    }

    private static double rounded(double value) {
        return Math.round(value * 1e3) / 1e3;
    }
}
