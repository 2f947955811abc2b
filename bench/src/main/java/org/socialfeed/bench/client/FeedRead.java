package org.socialfeed.bench.client;

import java.util.Optional;

/**
 * A read of one page of a feed.
 *
 * @param start where the page begins; the head of the feed if empty
 */
public record FeedRead(String reader, Optional<Start> start) {
    /** Posts of a page: the API's default. */
    public static final int LIMIT = 20;

    /**
     * A place in a feed.
     *
     * @param cursor as the service gave it
     * @param after the id of the last post before the page, for those who read without the service
     */
    public record Start(String cursor, String after) {}

    public static FeedRead head(String reader) {
        return new FeedRead(reader, Optional.empty());
    }

    public Call call() {
        return Calls.feed(LIMIT, start.map(Start::cursor));
    }
}
