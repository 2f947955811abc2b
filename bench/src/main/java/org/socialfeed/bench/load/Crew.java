package org.socialfeed.bench.load;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A closed loop: each worker takes its next task when the last one is done, and the first failure stops them all. */
public record Crew(int workers) {

    /** What is done with a task. */
    @FunctionalInterface
    public interface Work<T> {
        void on(T task) throws InterruptedException;
    }

    /** Returns when all tasks are done; throws what the first failed task threw, after the other workers were stopped. */
    public <T> void run(Tasks<T> tasks, Work<T> work) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(workers, runnable -> {
            Thread thread = new Thread(runnable, "bench-worker");
            thread.setDaemon(true);
            return thread;
        });
        try {
            ExecutorCompletionService<Boolean> ended = new ExecutorCompletionService<>(threads);
            for (int worker = 0; worker < workers; worker++) {
                ended.submit(() -> drain(tasks, work));
            }
            for (int worker = 0; worker < workers; worker++) {
                ended.take().get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> boolean drain(Tasks<T> tasks, Work<T> work) throws InterruptedException {
        for (Optional<T> task = tasks.take(); task.isPresent(); task = tasks.take()) {
            work.on(task.get());
            tasks.done(task.get());
        }
        return true;
    }
}
