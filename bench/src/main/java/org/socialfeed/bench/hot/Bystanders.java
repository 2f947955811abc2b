package org.socialfeed.bench.hot;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.socialfeed.bench.client.Calls;
import org.socialfeed.bench.client.Connections;
import org.socialfeed.bench.client.FeedRead;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.client.SignedTokens;
import org.socialfeed.bench.drive.ClosedLoop;
import org.socialfeed.bench.drive.Driver;
import org.socialfeed.bench.drive.Extent;
import org.socialfeed.bench.drive.Figures;
import org.socialfeed.bench.drive.NanoClock;
import org.socialfeed.bench.drive.OpenLoop;
import org.socialfeed.bench.drive.WarmUp;
import org.socialfeed.bench.scenario.Edges;
import org.socialfeed.bench.scenario.FeedReads;
import org.socialfeed.bench.scenario.Operations;
import org.socialfeed.bench.stack.HttpWork;
import org.socialfeed.bench.stack.Renewing;

/** A trickle of feed reads and likes by users who have nothing to do with what is hot: what does it do to them? */
final class Bystanders {
    private static final double READS = 10;
    private static final double LIKES = 4;
    private static final int CONNECTIONS = 64;

    private final List<Trickle> trickles = new ArrayList<>();
    private final Operations reads;
    private final Operations likes;
    private final long seed;

    Bystanders(List<String> users, List<Post> posts, SignedTokens tokens, long seed) {
        this.reads = new FeedReads(users.stream().map(FeedRead::head).toList(), tokens);
        this.likes = new Edges<>(users, posts, Calls::like, Calls::unlike, tokens);
        this.seed = seed;
    }

    /** @param during the line that ran meanwhile */
    record Trickle(String during, Figures reads, Figures likes) {}

    List<Trickle> trickles() {
        return List.copyOf(trickles);
    }

    /** Brings the service's compiler to work: first pages and likes, as fast as they go, until their rates settle. */
    void warmUp(Connections connections, WarmUp warmUp) throws InterruptedException {
        for (Operations operations : List.of(reads, likes)) {
            Driver driver = new Renewing(new ClosedLoop(8, NanoClock.SYSTEM), connections, operations);
            warmUp.run(driver, new HttpWork(connections, operations), NanoClock.SYSTEM);
        }
    }

    /** The trickle by itself. */
    void alone(Connections connections, String name, Duration length) throws InterruptedException {
        beside(connections, name, length, () -> length);
    }

    /** The trickle for so long, while {@code line} runs; what that returned. */
    <T> T beside(Connections connections, String name, Duration length, Callable<T> line) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Figures> read = threads.submit(() -> trickle(connections, reads, READS, length));
            Future<Figures> like = threads.submit(() -> trickle(connections, likes, LIKES, length));
            T result = line.call();
            trickles.add(new Trickle(name, read.get(), like.get()));
            return result;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    static Connections connections(URI service) {
        return new Connections(service, CONNECTIONS);
    }

    private Figures trickle(Connections connections, Operations operations, double rate, Duration length)
            throws InterruptedException {
        return new Renewing(new OpenLoop(rate, seed, NanoClock.SYSTEM), connections, operations)
                .run(new HttpWork(connections, operations), Extent.of(length));
    }
}
