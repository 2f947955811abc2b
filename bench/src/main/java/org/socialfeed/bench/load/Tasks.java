package org.socialfeed.bench.load;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Work to be handed out; called from many threads. */
public interface Tasks<T> {
    /** The next task, waiting for one if need be; empty when there will be no more. */
    Optional<T> take() throws InterruptedException;

    /** Says that a task that was taken is done. */
    void done(T task);

    /** Hands out the list in its order. */
    static <T> Tasks<T> of(List<T> list) {
        Iterator<T> rest = list.iterator();
        return new Tasks<>() {
            @Override
            public synchronized Optional<T> take() {
                return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
            }

            @Override
            public void done(T task) {}
        };
    }
}
