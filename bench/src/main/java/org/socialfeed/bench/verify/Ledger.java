package org.socialfeed.bench.verify;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.plan.PlannedPost;
import org.socialfeed.bench.verify.Mismatch.Kind;

/** The id that the service gave each planned post: the only thing about a post that the input cannot know. */
public final class Ledger {
    private final ConcurrentMap<PlannedPost, String> ids = new ConcurrentHashMap<>();
    private final Mismatches mismatches;

    public Ledger(Mismatches mismatches) {
        this.mismatches = mismatches;
    }

    /** Takes down the id of an answer, which must be that of the planned post. */
    public void enter(PlannedPost planned, Post answer) {
        if (!answer.author().equals(planned.author()) || !answer.text().equals(planned.text())) {
            mismatches.add(Kind.WRONG_CONTENT, planned + ": the service answered " + answer);
        }
        ids.put(planned, answer.id());
    }

    /** Checks that ids are unique and that each author's ascend in the order of posting. */
    public void check() {
        List<PlannedPost> order = ids.keySet().stream()
                .sorted(Comparator.comparingInt(PlannedPost::position))
                .toList();
        Map<String, PlannedPost> byId = new HashMap<>();
        Map<String, PlannedPost> last = new HashMap<>();
        for (PlannedPost post : order) {
            String id = idOf(post);
            PlannedPost twin = byId.putIfAbsent(id, post);
            if (twin != null) {
                mismatches.add(Kind.DUPLICATE, post + " and " + twin + " have one id, " + id);
            }
            PlannedPost before = last.put(post.author(), post);
            if (before != null && idOf(before).compareTo(id) >= 0) {
                mismatches.add(Kind.AUTHOR_ORDER, post + " has id " + id + ", not above " + idOf(before));
            }
        }
    }

    /** The id of each planned post that was entered. */
    public Map<PlannedPost, String> ids() {
        return Map.copyOf(ids);
    }

    /** All posts that were entered, as the service shows them. */
    public List<Post> posts() {
        return ids.entrySet().stream()
                .map(entry -> new Post(
                        entry.getValue(),
                        entry.getKey().author(),
                        entry.getKey().text()))
                .toList();
    }

    private String idOf(PlannedPost post) {
        return ids.getOrDefault(post, "");
    }
}
