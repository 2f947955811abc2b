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

    /** How often any count of the item has changed: so a recount sees that it was overtaken. Absent until the first time. */
    public static final String CHANGES = "changes";

    /** On shard 0's item: how many shards the key has. */
    public static final String SHARDS = "shards";

    private Counts() {}

    /** What a new user does. */
    public static Item own(Username user) {
        return Item.at(Keys.ownCount(user)).with(POSTS, 0).with(FOLLOWING, 0);
    }

    /** What is done to a new user. */
    public static Item followers(Username user) {
        return followers(user, Shard.FIRST).with(SHARDS, 1);
    }

    /** What is done to a user, on a further shard. */
    public static Item followers(Username user, Shard shard) {
        return Item.at(Keys.followerCount(user, shard)).with(FOLLOWERS, 0);
    }

    /** The likes of a new post. */
    public static Item likes(Username author, PostId post) {
        return likes(author, post, Shard.FIRST).with(SHARDS, 1);
    }

    /** The likes of a post, on a further shard. */
    public static Item likes(Username author, PostId post, Shard shard) {
        return Item.at(Keys.likeCount(post, shard)).with(AUTHOR, author.value()).with(LIKES, 0);
    }

    /** How many shards a key has, by the COUNT item of its shard 0. */
    public static int shards(Item first) {
        return (int) first.number(SHARDS);
    }

    /** One more, if the owner exists. */
    public static Change increment(Key count, String name) {
        return Change.of(count).add(name, 1).add(CHANGES, 1).when(Condition.exists());
    }

    /** One less, if the owner exists and there is one to take. */
    public static Change decrement(Key count, String name) {
        return Change.of(count).add(name, -1).add(CHANGES, 1).when(Condition.above(name, 0));
    }
}
