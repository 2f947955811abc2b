package org.socialfeed.bench.hot;

import java.util.List;
import org.socialfeed.bench.client.Call;
import org.socialfeed.bench.client.Calls;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.floor.Sharded;
import org.socialfeed.bench.floor.Store;
import org.socialfeed.bench.graph.Follow;

/** What many write to at once. */
sealed interface Target {
    /** Such as {@code post}. */
    String kind();

    /** What one actor does to it, once. */
    Call write(String actor);

    /** Reads what shows its count, in the field {@link #shown}. */
    Call read();

    String shown();

    /** The same in the table. */
    Sharded in(Store store);

    /** The operator's task that sets its number of shards. */
    List<String> set(int shards);

    /** A post that many like. */
    record HotPost(Post post) implements Target {
        @Override
        public String kind() {
            return "post";
        }

        @Override
        public Call write(String actor) {
            return Calls.like(actor, post);
        }

        @Override
        public Call read() {
            return Calls.readPost(post);
        }

        @Override
        public String shown() {
            return "likes";
        }

        @Override
        public Sharded in(Store store) {
            return Sharded.likers(store, post);
        }

        @Override
        public List<String> set(int shards) {
            return List.of("hot", "likers", post.author(), post.id(), "--set", String.valueOf(shards));
        }
    }

    /** A user whom many follow. */
    record HotUser(String user) implements Target {
        @Override
        public String kind() {
            return "user";
        }

        @Override
        public Call write(String actor) {
            return Calls.follow(new Follow(actor, user));
        }

        @Override
        public Call read() {
            return Calls.readProfile(user);
        }

        @Override
        public String shown() {
            return "followers";
        }

        @Override
        public Sharded in(Store store) {
            return Sharded.followers(store, user);
        }

        @Override
        public List<String> set(int shards) {
            return List.of("hot", "followers", user, "--set", String.valueOf(shards));
        }
    }
}
