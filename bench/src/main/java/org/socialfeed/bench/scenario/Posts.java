package org.socialfeed.bench.scenario;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.socialfeed.bench.client.Call;
import org.socialfeed.bench.client.Calls;
import org.socialfeed.bench.client.SignedTokens;

/** New posts by each author in turn, every one with an Idempotency-Key of its own. */
final class Posts implements Operations {
    private final AtomicInteger turn = new AtomicInteger();
    private final String name;
    private final List<String> authors;
    private final SignedTokens tokens;

    /** @param name part of texts and keys: two scenarios' posts are never the same */
    Posts(String name, List<String> authors, SignedTokens tokens) {
        this.name = name;
        this.authors = authors;
        this.tokens = tokens;
    }

    @Override
    public Call next() {
        int number = turn.getAndIncrement();
        String author = authors.get(number % authors.size());
        String text = name + " " + number + ": the tide brought a letter for everyone who waited by the old harbour";
        return Calls.post(author, name + "-" + number, text).bearer(tokens.of(author));
    }
}
