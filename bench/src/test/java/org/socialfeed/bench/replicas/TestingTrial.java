package org.socialfeed.bench.replicas;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.HdrHistogram.Histogram;
import org.socialfeed.bench.client.Operation;
import org.socialfeed.bench.drive.Figures;

/** Trials of a few requests. Times are in milliseconds since the load began; replica-1 is struck at 1,000. */
final class TestingTrial {
    static final String STRUCK = "replica-1";
    static final String OTHER = "replica-2";

    private TestingTrial() {}

    /** A request, and which replica had it. */
    record Request(String server, long begun, long ended, boolean failed) {}

    static Trial of(List<Episode> episodes, Request... requests) {
        Map<String, String> servers = new HashMap<>();
        List<Attempt> attempts = List.of(requests).stream()
                .map(request -> {
                    String id = "load-" + servers.size();
                    servers.put(id, request.server());
                    Optional<String> error = request.failed() ? Optional.of("502") : Optional.empty();
                    return new Attempt(id, Operation.LIKE, nanos(request.begun()), nanos(request.ended()), error);
                })
                .toList();
        Figures figures = new Figures(new Histogram(3), 10, Map.of(), Optional.empty());
        return new Trial("trial", 0, figures, attempts, servers, episodes);
    }

    /** Over at 1,500, in rotation again from 6,000 on. */
    static Episode episode(Strike strike, int exitCode) {
        return new Episode(
                STRUCK,
                strike,
                nanos(1_000),
                nanos(1_500),
                OptionalInt.of(exitCode),
                nanos(2_000),
                nanos(3_000),
                nanos(6_000));
    }

    private static long nanos(long millis) {
        return millis * 1_000_000;
    }
}
