package org.socialfeed.bench.replicas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.socialfeed.bench.drive.NanoClock;

/** What HAProxy tells: which replica had which request, and when it took a replica out of rotation and back. */
final class ProxyLog implements Consumer<String> {
    private static final Pattern REQUEST = Pattern.compile("^request (\\S+) server (\\S+) status .*");
    private static final Pattern CHANGE = Pattern.compile("^Server [^/ ]+/(\\S+) is (UP|DOWN)\\b.*");

    private final Map<String, String> servers = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final NanoClock clock;

    ProxyLog(NanoClock clock) {
        this.clock = clock;
    }

    /** Whether it is given requests. */
    enum State {
        UP,
        DOWN
    }

    private record Change(String replica, State state, long at) {}

    @Override
    public synchronized void accept(String line) {
        Matcher request = REQUEST.matcher(line);
        Matcher change = CHANGE.matcher(line);
        if (request.matches()) {
            servers.put(request.group(1), request.group(2));
        } else if (change.matches()) {
            changes.add(new Change(change.group(1), State.valueOf(change.group(2)), clock.nanos()));
        }
        notifyAll();
    }

    /**
     * Waits until the proxy takes the replica out or back.
     *
     * @param after earlier changes are not meant
     * @return when it did
     * @throws TrialFailedException if it has not within {@code patience}
     */
    long await(String replica, State state, long after, Duration patience) throws InterruptedException {
        await(() -> find(replica, state, after).isPresent(), patience);
        synchronized (this) {
            return find(replica, state, after)
                    .orElseThrow(() -> new TrialFailedException(
                            replica + " was not " + state + " within " + patience.toSeconds() + " s"));
        }
    }

    /** The replica that each of the requests was given to last; those that the log does not know within 5 s are missing. */
    Map<String, String> serversOf(Collection<String> ids) throws InterruptedException {
        await(() -> servers.keySet().containsAll(ids), Duration.ofSeconds(5));
        synchronized (this) {
            Map<String, String> known = new HashMap<>();
            ids.forEach(id -> {
                String server = servers.get(id);
                if (server != null) {
                    known.put(id, server);
                }
            });
            return known;
        }
    }

    private Optional<Long> find(String replica, State state, long after) {
        return changes.stream()
                .filter(change -> change.replica().equals(replica) && change.state() == state && change.at() >= after)
                .map(Change::at)
                .findFirst();
    }

    private synchronized void await(BooleanSupplier condition, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        long left = patience.toNanos();
        while (!condition.getAsBoolean() && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
    }
}
