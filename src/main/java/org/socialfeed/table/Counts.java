package org.socialfeed.table;

import java.time.Duration;
import java.time.Instant;
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

    /** When the user's lists changed last, by the clock of the replica that did it. Absent until the first time. */
    public static final String CHANGED_AT = "changedAt";

    /** Much longer than a transaction is half done, for the clocks of two replicas differ by a part of it. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private static final String VERSION = "Version";

    private Counts() {}

    /**
     * What a new user does. Versions begin at the moment's milliseconds, of which no user makes a change each, so one who
     * takes a name again meets no version of its former life.
     */
    public static Item own(Username user, Instant created) {
        return Item.at(Keys.ownCount(user))
                .with(POSTS, 0)
                .with(FOLLOWING, 0)
                .with(POSTS + VERSION, created)
                .with(FOLLOWING + VERSION, created);
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

    /** One more of what the user does, if there is such a user, and a new version of it. */
    public static Change incrementOwn(Username user, String name, Instant now) {
        return versioned(increment(Keys.ownCount(user), name), name, now);
    }

    /**
     * One less of what the user does, and a new version of it. Should the count be at zero, wrongly, there is a new
     * version all the same: nobody may go on taking what they know for the latest.
     */
    public static Write decrementOwn(Username user, String name, Instant now) {
        Key count = Keys.ownCount(user);
        Change version = Change.of(count).add(CHANGES, 1).when(Condition.exists());
        return new Write.OrElse(versioned(decrement(count, name), name, now), versioned(version, name, now));
    }

    private static Change versioned(Change change, String name, Instant now) {
        return change.add(name + VERSION, 1).set(CHANGED_AT, now.toEpochMilli());
    }

    /**
     * Which version of what is counted there is: each change raises it in its own transaction, so between two equal ones
     * there was no change. 0 until the first change of a user from before there were versions.
     */
    public static long version(Item ownCount, String name) {
        return ownCount.optionalNumber(name + VERSION).orElse(0L);
    }

    /**
     * Whether what a query finds now is what the versions of this item stand for. Right after a change it may not be: a
     * transaction becomes visible item by item, and a query may see what it deletes, or miss what it makes.
     */
    public static boolean settled(Item ownCount, Instant now) {
        return ownCount.optionalNumber(CHANGED_AT)
                .map(changed -> !Instant.ofEpochMilli(changed).plus(SETTLING).isAfter(now))
                .orElse(true);
    }

    /** One less, if the owner exists and there is one to take. */
    public static Change decrement(Key count, String name) {
        return Change.of(count).add(name, -1).add(CHANGES, 1).when(Condition.above(name, 0));
    }
}
