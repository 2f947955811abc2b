package org.socialfeed.bench.load;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import org.socialfeed.bench.plan.PlannedPost;

/**
 * Hands out posts in the plan's order as far as this holds: an author's next post only when the one before is done. So
 * different authors post at once, and what each author's order is stays known.
 */
public final class PostTurns implements Tasks<PlannedPost> {
    private final Queue<PlannedPost> ready = new PriorityQueue<>(Comparator.comparingInt(PlannedPost::position));
    private final Map<String, Queue<PlannedPost>> waiting = new HashMap<>();
    private int underway;

    public PostTurns(List<PlannedPost> posts) {
        for (PlannedPost post : posts) {
            Queue<PlannedPost> queue = waiting.get(post.author());
            if (queue == null) {
                waiting.put(post.author(), new ArrayDeque<>());
                ready.add(post);
            } else {
                queue.add(post);
            }
        }
    }

    @Override
    public synchronized Optional<PlannedPost> take() throws InterruptedException {
        while (ready.isEmpty() && underway > 0) {
            wait();
        }
        Optional<PlannedPost> next = Optional.ofNullable(ready.poll());
        next.ifPresent(post -> underway++);
        return next;
    }

    @Override
    public synchronized void done(PlannedPost post) {
        underway--;
        Queue<PlannedPost> queue = waiting.get(post.author());
        if (queue != null && !queue.isEmpty()) {
            ready.add(queue.remove());
        }
        notifyAll();
    }
}
