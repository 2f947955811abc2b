package org.socialfeed.table;

import java.util.Locale;
import java.util.Optional;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;

/**
 * All key strings of the table, and no others anywhere else. {@code docs/key-schema.md} lists what reads them.
 *
 * <pre>
 *  item                     PK                 SK                 GSI1PK             GSI1SK
 *  profile                  USER#alice         PROFILE
 *  post                     USER#alice[#s]     POST#ulid          FOLLOWING#alice[#s] POST#ulid
 *  alice follows charlie    USER#alice         FOLLOWING#charlie
 *  the same, charlie's side USER#charlie[#s]   FOLLOWER#alice
 *  bob likes a post         USER#bob           LIKE#ulid
 *  the same, the post's     POST#ulid[#s]      LIKER#bob
 *  what alice does          USER#alice         COUNT#OWN
 *  what is done to alice    USER#alice[#s]     COUNT#FOLLOWERS
 *  likes of a post          POST#ulid[#s]      COUNT
 *  idempotency record       USER#alice         IDEM#key
 *  registry of hot authors  HOT                VERSION
 *  a change of it           HOT                CHANGE#version
 * </pre>
 *
 * {@code [#s]} is a {@link Shard}; shard 0 is written as nothing.
 */
public final class Keys {
    private static final String REGISTRY = "HOT";
    private static final String CHANGE = "CHANGE#";
    private static final String LONGEST = Long.toString(Long.MAX_VALUE);
    private static final String POST = "POST#";
    private static final String FOLLOWING = "FOLLOWING#";
    private static final String FOLLOWER = "FOLLOWER#";
    private static final String LIKE = "LIKE#";
    private static final String LIKER = "LIKER#";

    private Keys() {}

    public static Key profile(Username user) {
        return new Key(user(user, Shard.FIRST), "PROFILE");
    }

    public static Key post(Username author, PostId id) {
        return new Key(user(author, Shard.of(id)), POST + id.value());
    }

    /** Where the post stands in the index, for the author's followers to read. */
    static Key feedEntry(Username author, PostId id) {
        return new Key(fanOut(author, Shard.of(id)), POST + id.value());
    }

    public static Key following(Username follower, Username followee) {
        return new Key(user(follower, Shard.FIRST), FOLLOWING + followee.value());
    }

    public static Key follower(Username followee, Shard shard, Username follower) {
        return new Key(user(followee, shard), FOLLOWER + follower.value());
    }

    public static Key like(Username liker, PostId post) {
        return new Key(user(liker, Shard.FIRST), LIKE + post.value());
    }

    public static Key liker(PostId post, Shard shard, Username liker) {
        return new Key(post(post, shard), LIKER + liker.value());
    }

    public static Key ownCount(Username user) {
        return new Key(user(user, Shard.FIRST), "COUNT#OWN");
    }

    public static Key followerCount(Username user, Shard shard) {
        return new Key(user(user, shard), "COUNT#FOLLOWERS");
    }

    public static Key likeCount(PostId post, Shard shard) {
        return new Key(post(post, shard), "COUNT");
    }

    /** @param key printable ASCII, at most 64 characters */
    public static Key idempotency(Username user, String key) {
        return new Key(user(user, Shard.FIRST), "IDEM#" + key);
    }

    /** A key that no item has. */
    static Key nobody() {
        return new Key("NOBODY", "NOBODY");
    }

    /** The head of the log of authors whose posts have become sharded. */
    public static Key registryVersion() {
        return new Key(REGISTRY, "VERSION");
    }

    /** One row of that log. */
    public static Key registryChange(long version) {
        return new Key(REGISTRY, CHANGE + String.format(Locale.ROOT, "%019d", version));
    }

    /** The version that the row of this key has made; empty if no row of that log has such a key. */
    public static Optional<Long> registryVersionOf(Key row) {
        return row.sk().matches(CHANGE + "\\d{19}")
                ? Optional.of(lastPart(row))
                        .filter(digits -> digits.compareTo(LONGEST) <= 0)
                        .map(Long::valueOf)
                : Optional.empty();
    }

    /** The rows of that log behind a version, in order, and then its head, which so costs no read of its own. */
    public static Range registryChanges(long version) {
        return Range.ascending(REGISTRY, CHANGE)
                .beyond(lastPart(registryChange(version)))
                .to(registryVersion().sk());
    }

    /** A user's posts in the base table. */
    public static Range posts(Username author, Shard shard) {
        return Range.newestFirst(user(author, shard), POST);
    }

    /** A user's posts in the index, as their followers read them. */
    public static Range feedEntries(Username author, Shard shard) {
        return Range.newestFirstInIndex(fanOut(author, shard), POST);
    }

    public static Range followees(Username follower) {
        return Range.ascending(user(follower, Shard.FIRST), FOLLOWING);
    }

    public static Range followers(Username followee, Shard shard) {
        return Range.ascending(user(followee, shard), FOLLOWER);
    }

    public static Range likes(Username liker) {
        return Range.newestFirst(user(liker, Shard.FIRST), LIKE);
    }

    public static Range likers(PostId post, Shard shard) {
        return Range.ascending(post(post, shard), LIKER);
    }

    /** The last part of an item's sort key: the other party of an edge, or the id of a post. */
    static String lastPart(Key key) {
        return key.sk().substring(key.sk().indexOf('#') + 1);
    }

    private static String user(Username user, Shard shard) {
        return "USER#" + user.value() + shard.suffix();
    }

    private static String post(PostId post, Shard shard) {
        return POST + post.value() + shard.suffix();
    }

    private static String fanOut(Username author, Shard shard) {
        return FOLLOWING + author.value() + shard.suffix();
    }
}
