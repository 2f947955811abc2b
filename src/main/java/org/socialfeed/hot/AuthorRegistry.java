package org.socialfeed.hot;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.socialfeed.id.Username;
import org.socialfeed.lifecycle.Serving;
import org.socialfeed.problem.Problem;
import org.socialfeed.problem.ProblemKind;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.RequestContext;

/**
 * How many shards the posts of each author have, known to every feed read without a read of its own.
 *
 * <p>Announce, then use: readers go by what is announced, writers by what is active, and a change becomes active only when
 * no replica serves feeds any more that has not seen it announced. For that, a replica whose last read of the log began
 * more than F ago refreshes before it serves ({@link #fenced}), and a change is activated by a replica that has seen it
 * announced for F and a second by its own clock. No clocks of two machines are compared.
 */
@Singleton
public class AuthorRegistry {
    private static final Duration MARGIN = Duration.ofSeconds(1);
    private static final Duration LAST_READ = Duration.ofSeconds(2);

    /** Together longer than it takes to tell a row that is lost from one that is late. */
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    private static final int MOST_TRIES = 10;
    private static final Logger LOG = Logger.getLogger(AuthorRegistry.class);

    private final RegistryLog log;
    private final HotSettings settings;
    private final Ticker nanoTime;
    private volatile RegistryView view = RegistryView.EMPTY;
    private Optional<Refresh> refreshing = Optional.empty();
    private @Nullable Cancellable refreshes;

    AuthorRegistry(FeedTable table, HotSettings settings, MeterRegistry metrics, Ticker nanoTime) {
        this.log = new RegistryLog(table);
        this.settings = settings;
        this.nanoTime = nanoTime;
        Gauge.builder("feed.hot.authors", () -> view.size())
                .description("Authors whose posts are sharded, as this replica knows them")
                .register(metrics);
        Gauge.builder("feed.hot.registry.lost", () -> view.position().lost())
                .description(
                        "Rows of the registry of hot authors that are missing or can't be read, as this replica knows")
                .register(metrics);
        long begun = nanoTime.read();
        Gauge.builder(
                        "feed.hot.registry.age",
                        () -> (nanoTime.read() - view.readBegan().orElse(begun)) / 1e9)
                .description("Time since the last read of the registry of hot authors began")
                .baseUnit("seconds")
                .register(metrics);
    }

    /** A read of the log under way. */
    private record Refresh(long began, Uni<RegistryView> result) {}

    void start(@Observes StartupEvent started, Config config) {
        if (Serving.by(config)) {
            refreshInTheBackground();
        }
    }

    private void refreshInTheBackground() {
        refreshes = Multi.createFrom()
                .ticks()
                .every(settings.refresh())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(
                        tick -> maintain().onFailure().recoverWithNull().replaceWithVoid())
                .subscribe()
                .with(done -> {});
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (refreshes != null) {
            refreshes.cancel();
        }
        underWay().ifPresent(AuthorRegistry::awaitEnd);
    }

    /** Else what it is read by, the event loops, would be gone before the answer, which would be told as an error. */
    private static void awaitEnd(Refresh read) {
        read.result()
                .ifNoItem()
                .after(LAST_READ)
                .fail()
                .onFailure()
                .recoverWithNull()
                .await()
                .indefinitely();
    }

    /** Where a post of this author is written: log2 of the number of shards that is active. */
    public int activeLog2(Username author) {
        return Integer.numberOfTrailingZeros(view.active(author));
    }

    /** Whether what is announced is in use. */
    boolean settled(Username author) {
        return view.active(author) == view.announced(author);
    }

    /** The shards of all authors that have more than one. */
    int shards() {
        return view.list().values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many shards the author's posts have, or are about to have, as far as this replica knows. */
    int announced(Username author) {
        return view.announced(author);
    }

    /**
     * The shards of the posts of authors, complete for whatever was posted before this call.
     *
     * <p>Costs nothing but when the last read of the log is too old, in which case it is read first: 1 read unit. Fails
     * with UNAVAILABLE if that can't be done.
     */
    public Uni<PostShards> fenced() {
        return Uni.createFrom().deferred(() -> {
            RegistryView now = view;
            if (now.readWithin(settings.fence(), nanoTime.read())) {
                return Uni.createFrom().item(new PostShards(now));
            }
            return refresh()
                    .map(PostShards::new)
                    .onFailure()
                    .transform(failure -> new Problem(
                            ProblemKind.UNAVAILABLE,
                            "The store did not tell where posts are; try again later",
                            failure));
        });
    }

    /**
     * Gives the author's posts the number of shards that an operator wants; done when it is in use, a little over F + 1 s
     * later. Fails with IllegalArgumentException, telling why, if that is no power of two up to 64 or less than there are.
     */
    public Uni<Integer> set(Username author, int wanted) {
        return check(author, wanted).flatMap(now -> announce(author, wanted)).call(() -> settle(author));
    }

    /** Whether {@link #set} would do it: the number of shards that there are, or fails as that does. */
    public Uni<Integer> check(Username author, int wanted) {
        return refresh().map(now -> now.announced(author)).invoke(n -> ShardPlan.check(n, wanted));
    }

    private Uni<Void> settle(Username author) {
        return maintain()
                .flatMap(done -> settled(author)
                        ? Uni.createFrom().voidItem()
                        : pause(settings.refresh()).flatMap(later -> settle(author)));
    }

    /** All authors in the registry right now, with the number of shards that their posts have, or are about to have. */
    public Uni<SortedMap<String, Integer>> list() {
        return refresh().map(RegistryView::list);
    }

    /**
     * Commits that the author's posts are going to have {@code wanted} shards, unless they have as many; what they have.
     * Fails with IllegalStateException, telling why, if the log takes no change.
     */
    Uni<Integer> announce(Username author, int wanted) {
        return announce(author, wanted, MOST_TRIES);
    }

    private Uni<Integer> announce(Username author, int wanted, int triesLeft) {
        return refresh()
                .flatMap(now -> now.announced(author) >= wanted
                        ? Uni.createFrom().item(now.announced(author))
                        : log.append(now.version(), new RegistryChange(author, wanted, RegistryChange.State.ANNOUNCED))
                                .flatMap(won -> won
                                        ? announce(author, wanted, triesLeft)
                                        : announceLater(author, wanted, triesLeft, now)));
    }

    /** Another replica was first, or there is a gap, which a later read finds filled or lost; or else the log is damaged. */
    private Uni<Integer> announceLater(Username author, int wanted, int triesLeft, RegistryView tried) {
        if (triesLeft == 0) {
            return Uni.createFrom()
                    .failure(new IllegalStateException("The registry of hot authors takes no change: its last row is "
                            + tried.version() + ", its VERSION says "
                            + tried.position().head()));
        }
        return pause(BETWEEN_TRIES).flatMap(paused -> announce(author, wanted, triesLeft - 1));
    }

    private static Uni<Void> pause(Duration time) {
        return Uni.createFrom().voidItem().onItem().delayIt().by(time);
    }

    /** Reads what is new, and activates what has been announced for long enough. */
    Uni<Void> maintain() {
        return refresh().flatMap(this::activateRipe);
    }

    private Uni<Void> activateRipe(RegistryView now) {
        Optional<RegistryChange> ripe = now.ripe(settings.fence().plus(MARGIN), nanoTime.read());
        // One at a time, by the version just read: of several replicas one wins, and the others see it with their next
        // read.
        return ripe.map(change -> log.append(now.version(), change)
                        .flatMap(won -> won ? maintain() : Uni.createFrom().voidItem()))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** One read at a time: who comes while one is under way joins it, unless it hangs. */
    private Uni<RegistryView> refresh() {
        return Uni.createFrom()
                .deferred(() -> RequestContext.current().deliver(running().result()));
    }

    private synchronized Optional<Refresh> underWay() {
        return refreshing;
    }

    private synchronized Refresh running() {
        long now = nanoTime.read();
        Refresh running = refreshing
                .filter(read -> now - read.began() <= settings.fence().toNanos())
                .orElseGet(() -> read(now));
        refreshing = Optional.of(running);
        return running;
    }

    /** Beside the request that comes first: it belongs to all who join, so it neither ends with that one nor has its time. */
    private Refresh read(long began) {
        return new Refresh(
                began,
                Uni.createFrom()
                        .<RegistryView>emitter(all -> RequestContext.current()
                                .beside(() -> readAndLearn(began).subscribe().with(all::complete, all::fail)))
                        .memoize()
                        .indefinitely());
    }

    private Uni<RegistryView> readAndLearn(long began) {
        return log.readFrom(view.version())
                .map(rows -> learn(rows, began))
                .onTermination()
                .invoke(() -> ended(began));
    }

    private synchronized RegistryView learn(RegistryLog.Rows rows, long began) {
        RegistryView before = view;
        view = before.with(rows, began, nanoTime.read());
        if (view.position().missing() > before.position().missing()) {
            LOG.errorf(
                    "Of the rows %d to %d of the registry of hot authors some are lost, and reading goes on behind them:"
                            + " feeds may lack posts of the authors whom they were about",
                    before.version() + 1, view.version());
        }
        return view;
    }

    private synchronized void ended(long began) {
        refreshing = refreshing.filter(read -> read.began() != began);
    }
}
