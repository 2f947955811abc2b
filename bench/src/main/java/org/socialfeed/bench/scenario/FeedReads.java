package org.socialfeed.bench.scenario;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.socialfeed.bench.client.Call;
import org.socialfeed.bench.client.FeedRead;
import org.socialfeed.bench.client.SignedTokens;

/** Pages of feeds, one after the other, and again from the first. */
public final class FeedReads implements Operations {
    private final AtomicInteger turn = new AtomicInteger();
    private final List<FeedRead> reads;
    private final SignedTokens tokens;

    public FeedReads(List<FeedRead> reads, SignedTokens tokens) {
        this.reads = List.copyOf(reads);
        this.tokens = tokens;
    }

    @Override
    public Call next() {
        return call(nextRead());
    }

    @Override
    public void restart() {
        turn.set(0);
    }

    /** The same turn, for those who read without the service. */
    public FeedRead nextRead() {
        return reads.get(Math.floorMod(turn.getAndIncrement(), reads.size()));
    }

    /** The first read, whose answer stands for all. */
    public Call sample() {
        return call(reads.get(0));
    }

    private Call call(FeedRead read) {
        return read.call().bearer(tokens.of(read.reader()));
    }
}
