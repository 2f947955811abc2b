package org.socialfeed.bench.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.socialfeed.bench.client.FeedRead;
import org.socialfeed.bench.client.Json;
import org.socialfeed.bench.client.Post;

/**
 * Whether one page of a feed is the page that the model has there: the same posts in the same order. A page with less in it costs
 * less, and would pass for an improvement. Asked by several threads.
 */
public final class PageCheck {
    private final Map<String, List<Post>> feeds = new ConcurrentHashMap<>();
    private final Model model;

    public PageCheck(Model model) {
        this.model = model;
    }

    /**
     * What is wrong with the answer to a read, one of a few kinds; empty if nothing is. The newest page may begin with posts that
     * the model does not know, for a scenario may write while it reads: they must be newer than those that it knows.
     */
    public Optional<String> objection(FeedRead read, byte[] body) {
        Optional<List<Post>> shown = posts(body);
        if (shown.isEmpty()) {
            return Optional.of("no page");
        }
        List<Post> page = new ArrayList<>(shown.get());
        List<Post> expected = expected(read);
        int size = Math.min(FeedRead.LIMIT, expected.size());
        if (page.size() < size || page.size() > FeedRead.LIMIT) {
            return Optional.of("page of " + page.size() + " posts instead of " + size);
        }
        if (read.start().isEmpty()) {
            page.removeIf(post -> model.newest().compareTo(post.id()) < 0);
        }
        return page.equals(expected.subList(0, Math.min(page.size(), expected.size())))
                ? Optional.empty()
                : Optional.of("page with other posts");
    }

    private List<Post> expected(FeedRead read) {
        List<Post> feed = feeds.computeIfAbsent(read.reader(), this::feed);
        return read.start()
                .map(start -> feed.stream()
                        .filter(post -> post.id().compareTo(start.after()) < 0)
                        .toList())
                .orElse(feed);
    }

    private List<Post> feed(String reader) {
        return model.feedOf(reader).stream()
                .map(id -> model.post(id)
                        .map(post -> new Post(id, post.author(), post.text()))
                        .orElseThrow())
                .toList();
    }

    private static Optional<List<Post>> posts(byte[] body) {
        try {
            JsonNode items = Json.read(body).path("items");
            return items.isArray()
                    ? Optional.of(StreamSupport.stream(items.spliterator(), false)
                            .map(Post::of)
                            .toList())
                    : Optional.empty();
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
