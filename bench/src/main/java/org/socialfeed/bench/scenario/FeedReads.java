package org.socialfeed.bench.scenario;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.socialfeed.bench.client.Call;
import org.socialfeed.bench.client.FeedRead;
import org.socialfeed.bench.client.SignedTokens;
import org.socialfeed.bench.verify.PageCheck;

/** Pages of feeds, one after the other, and again from the first. */
public final class FeedReads implements Operations {
    private final AtomicInteger turn = new AtomicInteger();
    private final List<FeedRead> reads;
    private final SignedTokens tokens;

    private final Optional<PageCheck> check;

    public FeedReads(List<FeedRead> reads, SignedTokens tokens) {
        this(reads, tokens, Optional.empty());
    }

    /** @param check of every page; to parse pages takes CPU time of what is measured beside it */
    public FeedReads(List<FeedRead> reads, SignedTokens tokens, Optional<PageCheck> check) {
        this.reads = List.copyOf(reads);
        this.tokens = tokens;
        this.check = check;
    }

    @Override
    public Call next() {
        return call(nextRead());
    }

    @Override
    public Step step() {
        FeedRead read = nextRead();
        return new Step(call(read), body -> check.flatMap(pages -> pages.objection(read, body.getBytes())));
    }

    /** How many there are before the first comes again. */
    public int count() {
        return reads.size();
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
