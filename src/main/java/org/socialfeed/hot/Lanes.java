package org.socialfeed.hot;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.socialfeed.table.Key;
import org.socialfeed.table.RequestContext;
import org.socialfeed.table.StoreFailure;

/**
 * Lets this replica's transactions that change the same COUNT item go one after the other, in the order in which they came.
 *
 * <p>Two at a time would not be faster: DynamoDB cancels one of them, and it has cost its shard's capacity all the same. Where
 * the shard is throttled, one tries and the others wait, so that what is left of it goes into writes and not into attempts.
 *
 * <p>Made at start, not with the first write, so that its metrics are there.
 */
@Singleton
@Startup
class Lanes {
    /** About as long as a transaction tries again. What has waited longer is told to come later. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /**
     * After it the next one goes: an answer that does not come must not stop everybody else. As long as one attempt of a
     * call may take; were it shorter, a slow store would be sent more transactions at a time, to conflict with each other.
     */
    static final Duration LONGEST_TURN = Duration.ofSeconds(4);

    private final Map<Key, Lane> lanes = new HashMap<>();
    private final Ticker nanoTime;
    private final Counter refused;

    Lanes(Ticker nanoTime, MeterRegistry metrics) {
        this.nanoTime = nanoTime;
        Gauge.builder("feed.hot.waiting", this, Lanes::waiting)
                .description("Writes that wait for another write of this replica to the same shard of a key")
                .register(metrics);
        this.refused = Counter.builder("feed.hot.refused")
                .description("Writes that gave up waiting for others to the same shard of a key")
                .register(metrics);
    }

    /** Who is at work at a COUNT item, and who waits. */
    private static final class Lane {
        private final Deque<Turn> waiting = new ArrayDeque<>();
        private Optional<Turn> current = Optional.empty();
        private long began;
    }

    private record Turn(Key count, CompletableFuture<Boolean> begins) {
        Turn(Key count) {
            this(count, new CompletableFuture<>());
        }
    }

    /** Does the write in its turn. Fails as throttled if that does not come in time. */
    <T> Uni<T> inTurn(Key count, Supplier<Uni<T>> write) {
        return queued(count, false, write);
    }

    /** Does the write before all that wait. */
    <T> Uni<T> ahead(Key count, Supplier<Uni<T>> write) {
        return queued(count, true, write);
    }

    private <T> Uni<T> queued(Key count, boolean ahead, Supplier<Uni<T>> write) {
        return Uni.createFrom().deferred(() -> {
            Turn turn = new Turn(count);
            enter(turn, ahead);
            Uni<T> done = turn.begins().isDone()
                    ? Uni.createFrom().deferred(write::get)
                    : wait(turn).flatMap(begun -> write.get());
            // However it ends, also where nobody waits for it any more.
            return done.onTermination().invoke(() -> leave(turn));
        });
    }

    private Uni<Boolean> wait(Turn turn) {
        return RequestContext.current()
                .deliver(Uni.createFrom()
                        .completionStage(turn.begins())
                        .ifNoItem()
                        .after(LONGEST_WAIT)
                        .failWith(this::refuse));
    }

    private StoreFailure refuse() {
        refused.increment();
        return StoreFailure.crowded();
    }

    private void enter(Turn turn, boolean ahead) {
        begin(entered(turn, ahead));
    }

    private void leave(Turn turn) {
        begin(left(turn));
    }

    /** Not under the lock: it runs what waits for it. */
    private static void begin(Optional<Turn> next) {
        next.ifPresent(turn -> turn.begins().complete(true));
    }

    private synchronized Optional<Turn> entered(Turn turn, boolean ahead) {
        Lane lane = lanes.computeIfAbsent(turn.count(), first -> new Lane());
        if (ahead) {
            lane.waiting.addFirst(turn);
        } else {
            lane.waiting.addLast(turn);
        }
        boolean free = lane.current.isEmpty() || nanoTime.read() - lane.began > LONGEST_TURN.toNanos();
        return free ? next(lane) : Optional.empty();
    }

    private synchronized Optional<Turn> left(Turn turn) {
        Lane lane = lanes.get(turn.count());
        if (lane == null) {
            return Optional.empty();
        }
        // Who has been overtaken, or gives up waiting, lets nobody in.
        boolean wasCurrent = lane.current.filter(turn::equals).isPresent();
        if (!wasCurrent) {
            lane.waiting.remove(turn);
            return Optional.empty();
        }
        lane.current = Optional.empty();
        Optional<Turn> next = next(lane);
        if (next.isEmpty()) {
            lanes.remove(turn.count());
        }
        return next;
    }

    private Optional<Turn> next(Lane lane) {
        lane.current = Optional.ofNullable(lane.waiting.pollFirst());
        lane.began = nanoTime.read();
        return lane.current;
    }

    private synchronized int waiting() {
        return lanes.values().stream().mapToInt(lane -> lane.waiting.size()).sum();
    }
}
