package org.socialfeed.table;

import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;

/**
 * The COUNT items: what they hold, how they change, and that their existence is the existence of their owner.
 *
 * <p>Every edge's transaction changes the counts at its two ends, so asserting the target's existence there costs nothing
 * and never makes the profile or the post itself a hot item. Counts change in transactions only, and never fall below
 * zero. Shard 0's item holds {@code shards}, the n of its key.
 */
public final class Counts {
    public static final String POSTS = "posts";
    public static final String FOLLOWING = "following";
    public static final String FOLLOWERS = "followers";
    public static final String LIKES = "likes";
    /** The author's newest post id: a new one must be above it. */
    public static final String LAST_POST = "lastPost";
    /** Whose post a COUNT item of likes belongs to. */
    public static final String AUTHOR = "author";

    private static final String SHARDS = "shards";

    private Counts() {}

    /** What a new user does. */
    public static Item own(Username user) {
        return Item.at(Keys.ownCount(user)).with(POSTS, 0).with(FOLLOWING, 0);
    }

    /** What is done to a new user. */
    public static Item followers(Username user) {
        return Item.at(Keys.followerCount(user, Shard.FIRST)).with(FOLLOWERS, 0).with(SHARDS, 1);
    }

    /** The likes of a new post. */
    public static Item likes(Username author, PostId post) {
        return Item.at(Keys.likeCount(post, Shard.FIRST))
                .with(AUTHOR, author.value())
                .with(LIKES, 0)
                .with(SHARDS, 1);
    }

    /** One more, if the owner exists. */
    public static Change increment(Key count, String name) {
        return Change.of(count).add(name, 1).when(Condition.exists());
    }

    /** One less, if the owner exists and there is one to take. */
    public static Change decrement(Key count, String name) {
        return Change.of(count).add(name, -1).when(Condition.above(name, 0));
    }
}
