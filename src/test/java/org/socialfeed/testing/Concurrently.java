package org.socialfeed.testing;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Work on a thread of its own: the JVM's common pool has but one on two cores, and would do one thing after the other. */
public final class Concurrently {
    private Concurrently() {}

    public static <T> CompletableFuture<T> start(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, command -> new Thread(command, "concurrently").start());
    }
}
