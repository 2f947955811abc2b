package org.socialfeed.local.limits;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Lets so many pieces of asynchronous work go on at a time; the others wait in order of arrival, without a thread. */
final class Turns {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int free;

    Turns(int most) {
        free = most;
    }

    <T> CompletableFuture<T> take(Supplier<CompletableFuture<T>> work) {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        if (isFree(() -> turn.complete(null))) {
            turn.complete(null);
        }
        return turn.thenCompose(granted -> work.get()).whenComplete((result, failure) -> next());
    }

    private synchronized boolean isFree(Runnable otherwise) {
        if (free == 0) {
            waiting.add(otherwise);
            return false;
        }
        free--;
        return true;
    }

    private void next() {
        Runnable turn;
        synchronized (this) {
            turn = waiting.poll();
            if (turn == null) {
                free++;
                return;
            }
        }
        turn.run();
    }
}
