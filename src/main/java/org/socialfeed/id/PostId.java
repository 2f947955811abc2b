package org.socialfeed.id;

import com.fasterxml.jackson.annotation.JsonValue;
import com.github.f4b6a3.ulid.Ulid;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A post's id: a ULID in its canonical form, 26 upper-case characters of Crockford's alphabet.
 *
 * <p>Text order is time order, so the id is also the sort key of every list of posts and the position of a cursor.
 *
 * <pre>
 *  48 bits time (ms) | 77 bits random | 3 bits log2(post shards of the author at writing)
 * </pre>
 *
 * The three lowest bits are at most 6, for there are at most 64 shards: an id of 7 was never given out. They make a point read one key for ever, however many shards the author grows later.
 */
public record PostId(@JsonValue String value) implements Comparable<PostId> {
    private static final Pattern VALID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{24}[0-689A-EGHJKMNPRSTVWXY]");
    private static final int SHARD_BITS = 0b111;
    private static final int SHARD_BITS_COUNT = Integer.bitCount(SHARD_BITS);
    private static final int AUTHOR_BITS = 37;
    /** Of the random part, those in the lower word. */
    private static final int LEAST_BITS = Long.SIZE - SHARD_BITS_COUNT;

    /** @throws IllegalArgumentException if the value is no canonical ULID */
    public PostId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("A post id is a ULID of 26 upper-case characters");
        }
    }

    /** Lets JAX-RS parse a path parameter; what it throws is answered with 404. */
    public static PostId fromString(String value) {
        return new PostId(value);
    }

    /** The id, or empty if the value is none. */
    public static Optional<PostId> parse(String value) {
        return VALID.matcher(value).matches() ? Optional.of(new PostId(value)) : Optional.empty();
    }

    /** An id of this moment with its random part taken from the two words. */
    static PostId of(Instant time, long high, long low, int shardsLog2) {
        long most = (time.toEpochMilli() << 16) | (high & 0xFFFF);
        return new PostId(new Ulid(most, (low & ~SHARD_BITS) | shardsLog2).toString());
    }

    /**
     * The id of a post that was made elsewhere, with two things in place of what is random: its number among those that come
     * with it, so that those of one moment keep their order and the same input gives the same id; and the author, so that
     * another input gives others.
     *
     * <pre>
     *  48 bits time (ms) | 40 bits number | 37 bits of the SHA-256 of the author | 3 bits 0
     * </pre>
     *
     * @param number 0 to 2^40 - 1
     */
    public static PostId imported(Instant time, Username author, long number) {
        long hash = ByteBuffer.wrap(Sha256.of(author.value())).getLong() >>> (Long.SIZE - AUTHOR_BITS);
        long least = (number << AUTHOR_BITS) | hash;
        return of(time, number >>> (LEAST_BITS - AUTHOR_BITS), least << SHARD_BITS_COUNT, 0);
    }

    /** The moment of posting to the millisecond: as the author's clock had it, but never before an earlier post. */
    public Instant time() {
        return Ulid.from(value).getInstant();
    }

    /** log2 of the number of shards that the author's posts were spread over when this one was written. */
    public int shardsLog2() {
        return (int) Ulid.from(value).getLeastSignificantBits() & SHARD_BITS;
    }

    /** The smallest id above this one with the given shard bits; carries into the time part if it must. */
    PostId next(int shardsLog2) {
        Ulid ulid = Ulid.from(value);
        long least = (ulid.getLeastSignificantBits() & ~SHARD_BITS) + SHARD_BITS + 1;
        long most = least == 0 ? ulid.getMostSignificantBits() + 1 : ulid.getMostSignificantBits();
        return new PostId(new Ulid(most, least | shardsLog2).toString());
    }

    @Override
    public int compareTo(PostId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
