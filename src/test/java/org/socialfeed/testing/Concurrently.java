package org.socialfeed.testing;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Work on a thread of its own: the JVM's common pool has but one on two cores, and would do one thing after the other. */
public final class Concurrently {
    private Concurrently() {}

    /** Does all of it at once; fails with what failed first. */
    public static void run(List<Runnable> work) {
        List<CompletableFuture<Boolean>> running = work.stream()
                .map(each -> start(() -> {
                    each.run();
                    return true;
                }))
                .toList();
        running.forEach(CompletableFuture::join);
    }

    public static <T> CompletableFuture<T> start(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, command -> new Thread(command, "concurrently").start());
    }
}
