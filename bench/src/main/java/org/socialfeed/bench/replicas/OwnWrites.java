package org.socialfeed.bench.replicas;

import java.util.List;
import java.util.Optional;
import org.socialfeed.bench.client.Api;
import org.socialfeed.bench.client.Calls;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.replicas.Write.NewLike;
import org.socialfeed.bench.replicas.Write.NewPost;

/** Writes through the proxy and reads at once from each replica, as the same user: the promise is that nothing is missing. */
final class OwnWrites {
    private final Api proxy;
    private final List<Api> replicas;
    private final Journal journal;
    private int writes;
    private int reads;
    private int missing;

    /**
     * What came of it.
     *
     * @param reads on all replicas together
     * @param missing reads that did not show what their reader had written
     */
    record Seen(int writes, int reads, int missing) {}

    OwnWrites(Api proxy, List<Api> replicas, Journal journal) {
        this.proxy = proxy;
        this.replicas = replicas;
        this.journal = journal;
    }

    /** @param each how many posts, and how many likes */
    void run(Drafts drafts, int each) throws InterruptedException {
        for (int round = 0; round < each; round++) {
            post(drafts.post());
            like(drafts.like());
        }
    }

    Seen seen() {
        return new Seen(writes, reads, missing);
    }

    private void post(NewPost write) throws InterruptedException {
        Post post = proxy.post(write.post());
        journal.acknowledged(write, post);
        writes++;
        for (Api replica : replicas) {
            saw(replica.feed(write.by(), Calls.PAGE, Optional.empty()).posts().contains(post));
            saw(Post.of(replica.read(write.by(), Calls.readPost(post))).equals(post));
        }
    }

    private void like(NewLike write) throws InterruptedException {
        write.repeat(proxy, journal);
        writes++;
        for (Api replica : replicas) {
            saw(replica.read(write.by(), Calls.readPost(write.post()))
                    .path("liked")
                    .asBoolean());
        }
    }

    private void saw(boolean shown) {
        reads++;
        if (!shown) {
            missing++;
        }
    }
}
