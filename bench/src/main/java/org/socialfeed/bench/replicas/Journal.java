package org.socialfeed.bench.replicas;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.replicas.Write.NewLike;
import org.socialfeed.bench.replicas.Write.NewPost;
import org.socialfeed.bench.verify.Ledger;

/** Every write of a run: those that were acknowledged, and must be there for ever, and those of which nobody knows. */
final class Journal {
    private final Set<NewLike> likes = ConcurrentHashMap.newKeySet();
    private final Set<Write> unanswered = ConcurrentHashMap.newKeySet();
    private final Ledger posts;

    /** @param posts takes the posts */
    Journal(Ledger posts) {
        this.posts = posts;
    }

    /** The service said that this post was made, and is {@code answer}. */
    void acknowledged(NewPost write, Post answer) {
        posts.enter(write.post(), answer);
        unanswered.remove(write);
    }

    /** The service said that it is liked. */
    void acknowledged(NewLike write) {
        likes.add(write);
        unanswered.remove(write);
    }

    /** No answer, or one that says that it failed: it may have happened all the same. */
    void unanswered(Write write) {
        unanswered.add(write);
    }

    Ledger posts() {
        return posts;
    }

    Set<NewLike> likes() {
        return Set.copyOf(likes);
    }

    /** What nobody knows of until it is repeated. */
    List<Write> open() {
        return List.copyOf(unanswered);
    }
}
