package org.socialfeed.bench.replicas;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.socialfeed.bench.drive.Figures;

/**
 * Load, and what was done meanwhile.
 *
 * @param began when the load began, in nanoseconds of the run's clock
 * @param figures of the load
 * @param attempts all requests of the load
 * @param servers the replica that had a request, by its id
 * @param episodes in their order; none in a trial that only loads
 */
record Trial(
        String name,
        long began,
        Figures figures,
        List<Attempt> attempts,
        Map<String, String> servers,
        List<Episode> episodes) {

    List<Attempt> failed() {
        return attempts.stream().filter(Attempt::failed).toList();
    }

    /** Failures that no episode excuses. */
    List<Attempt> unexcused() {
        return failed().stream()
                .filter(attempt ->
                        episodes.stream().noneMatch(episode -> isOn(attempt, episode) && episode.excuses(attempt)))
                .toList();
    }

    /** Failures that the episode excuses. */
    List<Attempt> cost(Episode episode) {
        return failed().stream()
                .filter(attempt -> isOn(attempt, episode) && episode.excuses(attempt))
                .toList();
    }

    /** Requests, by the proxy's log, that the replica had at some moment from the strike until it was over. */
    long exposed(Episode episode) {
        return count(attempt -> isOn(attempt, episode) && attempt.overlaps(episode.struck(), episode.over()));
    }

    /** Requests that the replica answered after it had come back. */
    long servedAgain(Episode episode) {
        return count(attempt -> isOn(attempt, episode) && attempt.begun() >= episode.up() && !attempt.failed());
    }

    /** Seconds from the strike to the end of the last request that it cost; 0 if it cost none. */
    double lastFailure(Episode episode) {
        return cost(episode).stream()
                .mapToDouble(attempt -> (attempt.ended() - episode.struck()) / 1e9)
                .max()
                .orElse(0);
    }

    /** A time of the run's clock in seconds since the load began. */
    double second(long nanos) {
        return (nanos - began) / 1e9;
    }

    private long count(Predicate<Attempt> which) {
        return attempts.stream().filter(which).count();
    }

    private boolean isOn(Attempt attempt, Episode episode) {
        return episode.replica().equals(servers.get(attempt.id()));
    }
}
