package org.socialfeed.bench.hot;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.socialfeed.bench.client.Calls;
import org.socialfeed.bench.client.Connections;
import org.socialfeed.bench.client.FeedRead;
import org.socialfeed.bench.client.Json;
import org.socialfeed.bench.drive.ClosedLoop;
import org.socialfeed.bench.drive.Driver;
import org.socialfeed.bench.drive.NanoClock;
import org.socialfeed.bench.drive.OpenLoop;
import org.socialfeed.bench.drive.WarmUp;
import org.socialfeed.bench.drive.Work;
import org.socialfeed.bench.process.PackagedService;
import org.socialfeed.bench.result.Line;
import org.socialfeed.bench.scenario.FeedReads;
import org.socialfeed.bench.scenario.Operations;
import org.socialfeed.bench.stack.HttpWork;

/** The three kinds of lines about hot keys. */
final class HotLines {
    /** More than 8 shards answer at a time, with some to spare: so their limit bounds the rate, not the loop. */
    private static final int WRITERS = 128;

    private static final int READERS = 32;
    private static final int OPEN_CONNECTIONS = 512;
    static final Duration LONGEST_WARM_UP = Duration.ofSeconds(8);

    private static final WarmUp WARM_UP = new WarmUp(Duration.ofSeconds(1), LONGEST_WARM_UP);
    private static final Duration STAR_POSTS_EVERY = Duration.ofSeconds(4);
    private static final NanoClock CLOCK = NanoClock.SYSTEM;

    private final List<Written> written = new ArrayList<>();
    private final AtomicInteger starPosts = new AtomicInteger();
    private final List<String> fans;
    private final long seed;

    HotLines(List<String> fans, long seed) {
        this.fans = fans;
        this.seed = seed;
    }

    /** Who was written to, in which line, with how much success, its warm-up included. */
    record Written(String line, Target target, long accepted) {}

    List<Written> written() {
        return List.copyOf(written);
    }

    /** As many writes as go, by a closed loop. */
    Line fixed(Rig rig, String name, Target target) throws InterruptedException {
        try (Connections connections = connections(rig, WRITERS)) {
            HotWrites work = new HotWrites(target, fans, connections, rig.tokens(), CLOCK);
            ClosedLoop loop = new ClosedLoop(WRITERS, CLOCK);
            Driver driver = (writes, extent) -> loop.run(writes, extent, work::ranOut);
            boolean settled = WARM_UP.run(driver, work, CLOCK);
            Line line = rig.measure(
                    new Rig.Shape(name, OptionalInt.of(WRITERS), OptionalDouble.empty(), settled),
                    Optional.of(target),
                    () -> driver.run(work, rig.extent()));
            written.add(new Written(name, target, work.accepted()));
            return line;
        }
    }

    /** Writes at a rate, without warm-up: nobody has ever written to this target. */
    Burst burst(Rig rig, String name, Target target, double rate) throws InterruptedException {
        try (Connections connections = connections(rig, OPEN_CONNECTIONS);
                ShardWatch watch =
                        ShardWatch.start(() -> target.in(rig.table()).shards().orElse(0), CLOCK)) {
            HotWrites work = new HotWrites(target, fans, connections, rig.tokens(), CLOCK);
            Timeline timeline = work.watch();
            Line line = rig.measure(
                    new Rig.Shape(name, OptionalInt.empty(), OptionalDouble.of(rate), false),
                    Optional.of(target),
                    () -> new OpenLoop(rate, seed, CLOCK).run(work, rig.extent()));
            written.add(new Written(name, target, work.accepted()));
            return new Burst(line, timeline.seconds(), watch.changes());
        }
    }

    /**
     * Readers of one author's posts, each of whom opens their feed in turn, while the author goes on posting.
     *
     * @param second a replica beside that of the rig; every other request goes there
     */
    Storm storm(Rig rig, String name, int shards, PackagedService second) throws InterruptedException {
        List<FeedRead> reads =
                fans.subList(0, Cast.READERS).stream().map(FeedRead::head).toList();
        ScheduledExecutorService author = Executors.newSingleThreadScheduledExecutor();
        try (Connections connections = connections(rig, READERS / 2);
                Connections others = new Connections(second.uri(), READERS / 2)) {
            Operations feeds = new FeedReads(reads, rig.tokens());
            Work work = new Spread(List.of(new HttpWork(connections, feeds), new HttpWork(others, feeds)));
            Driver driver = new ClosedLoop(READERS, CLOCK);
            Future<?> posting = author.scheduleAtFixedRate(
                    () -> post(rig, connections), 0, STAR_POSTS_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            boolean settled = WARM_UP.run(driver, work, CLOCK);
            Line line = rig.measure(
                    new Rig.Shape(name, OptionalInt.of(READERS), OptionalDouble.empty(), settled),
                    List.of(rig.service().process(), second.process()),
                    Optional.empty(),
                    () -> driver.run(work, rig.extent()));
            posting.cancel(false);
            return new Storm(line.following(1), shards, 2, indexReads(rig));
        } finally {
            author.shutdownNow();
        }
    }

    /** What the API shows is up to a second old: to be asked later than that. */
    static long shown(Rig rig, Target target) {
        return Json.read(rig.others()
                        .send(target.read())
                        .toCompletableFuture()
                        .join()
                        .body()
                        .getBytes())
                .path(target.shown())
                .asLong(-1);
    }

    private void post(Rig rig, Connections connections) {
        String text = "storm " + starPosts.incrementAndGet();
        connections.send(Calls.post(Cast.STAR, text.replace(' ', '-'), text)
                .bearer(rig.tokens().of(Cast.STAR)));
    }

    private static long indexReads(Rig rig) throws InterruptedException {
        long reads = 0;
        for (var partition : rig.limits().charged("FOLLOWING#" + Cast.STAR).path("partitions")) {
            if (partition.has("index") && partition.path("access").asText().equals("READ")) {
                reads += partition.path("requests").asLong();
            }
        }
        return reads;
    }

    private static Connections connections(Rig rig, int most) {
        URI service = rig.service().uri();
        return new Connections(service, most);
    }
}
