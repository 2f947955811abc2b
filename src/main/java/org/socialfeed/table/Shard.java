package org.socialfeed.table;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.socialfeed.id.PostId;

/**
 * One of the n = 1, 2, 4, … 64 parts that a hot key is spread over. Shard 0 is the plain key, so growing migrates nothing.
 *
 * <p>Every edge stores the shard of its target's side, so it is found again after any growth. A post needs no stored
 * shard: its id holds the n of its writing.
 */
public record Shard(int number) {
    /** The most shards of one key: with the owner's own items, all COUNT items still fit one transaction of 100. */
    public static final int MAX = 64;

    public static final Shard FIRST = new Shard(0);

    private static final List<Shard> ONLY_FIRST = List.of(FIRST);

    /** Where an edge stores the shard of its other side. */
    public static final String ATTRIBUTE = "shard";

    public Shard {
        if (number < 0 || number >= MAX) {
            throw new IllegalArgumentException("A shard is 0 to " + (MAX - 1));
        }
    }

    /** The shard that an edge stores. */
    public static Shard of(Item edge) {
        return new Shard((int) edge.number(ATTRIBUTE));
    }

    /** All shards of a key that has {@code n}. */
    public static List<Shard> all(int n) {
        // Asked for each followee of each page, and nearly always of a key that has one.
        return n == 1 ? ONLY_FIRST : IntStream.range(0, n).mapToObj(Shard::new).toList();
    }

    /** The shard of a post's item and index entry: fixed at writing, by the id alone. */
    static Shard of(PostId id) {
        return of(id.value(), 1 << id.shardsLog2());
    }

    /** The shard of the other party of an edge, among {@code n}, a power of two. */
    public static Shard of(String other, int n) {
        CRC32 hash = new CRC32();
        hash.update(other.getBytes(StandardCharsets.US_ASCII));
        return new Shard((int) (hash.getValue() & (n - 1)));
    }

    String suffix() {
        return number == 0 ? "" : "#" + number;
    }
}
