package org.socialfeed.bench.floor;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.socialfeed.bench.client.FeedRead;
import org.socialfeed.bench.drive.Outcome;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Lists of the fewest requests that could serve a page of a feed, on the table as it is. What depends on an answer waits for it;
 * all else is sent at once. Nothing is built from the answers but what the next request needs.
 */
public enum Floor {
    /**
     * Nothing is known beforehand: 1 consistent Query of whom the reader follows and 1 of the reader's own posts; then 1 Query of
     * the index for each followee, of a whole page and one entry more, so that none is asked twice; then 1 BatchGetItem of the
     * page's authors and like counts together and 1 consistent Query of the reader's likes. In all followees + 4.
     */
    PULL {
        @Override
        CompletionStage<Void> send(Requests requests, FeedRead read) {
            String partition = Keys.user(read.reader());
            String newest = newest(read);
            var own = requests.own(partition, Keys.POST, newest, MERGED);
            return requests.own(partition, Keys.FOLLOWING, Keys.FOLLOWING + Keys.END, MOST_FOLLOWEES)
                    .thenCompose(edges -> all(Stream.concat(
                                    Stream.of(own),
                                    edges.stream().map(edge -> requests.entries(followee(edge), newest, MERGED)))
                            .toList()))
                    .thenCompose(entries -> dress(requests, read, page(entries)));
        }
    },

    /**
     * Everything is in the replica's memory: what is of others not older than the staleness that the contract allows, the reader's
     * own lists under their versions. Only what must be the reader's latest is read, and shows that the rest still holds: 1
     * consistent GetItem of the versions, then 1 consistent Query of the reader's likes.
     */
    CACHED {
        @Override
        CompletionStage<Void> send(Requests requests, FeedRead read) {
            return requests.item(Keys.ownCount(read.reader()))
                    .thenCompose(done ->
                            requests.own(Keys.user(read.reader()), Keys.LIKE, Keys.LIKE + Keys.END, FeedRead.LIMIT))
                    .thenApply(likes -> null);
        }
    };

    /** A page and the entry that tells whether there is another one. */
    private static final int MERGED = FeedRead.LIMIT + 1;

    private static final int MOST_FOLLOWEES = 5_000;

    /** Sends the requests of one page. */
    public CompletionStage<Outcome> read(Store store, FeedRead read) {
        Requests requests = new Requests(store);
        return send(requests, read)
                .thenApply(done -> Outcome.success(Optional.of(requests.consumed())))
                .exceptionally(
                        failure -> Outcome.failure(cause(failure).getClass().getSimpleName()));
    }

    abstract CompletionStage<Void> send(Requests requests, FeedRead read);

    private static CompletionStage<Void> dress(Requests requests, FeedRead read, List<Found> page) {
        if (page.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        List<String> ids = page.stream().map(entry -> Keys.lastPart(entry.sk())).toList();
        Stream<Map<String, AttributeValue>> authors = page.stream()
                .map(entry -> Keys.profile(Keys.lastPart(entry.pk())))
                .distinct();
        return CompletableFuture.allOf(
                requests.get(Stream.concat(authors, ids.stream().map(Keys::likeCount))
                        .toList()),
                requests.own(
                        Keys.user(read.reader()), Keys.LIKE + ids.get(ids.size() - 1), Keys.LIKE + ids.get(0), MERGED));
    }

    private static List<Found> page(Collection<List<Found>> sources) {
        return sources.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Found::sk).reversed())
                .limit(FeedRead.LIMIT)
                .toList();
    }

    /** The greatest sort key of the page: the last id without its last character sorts below it and above all older ids. */
    private static String newest(FeedRead read) {
        return read.start()
                .map(start ->
                        Keys.POST + start.after().substring(0, start.after().length() - 1))
                .orElse(Keys.POST + Keys.END);
    }

    private static String followee(Found edge) {
        return Keys.lastPart(edge.sk());
    }

    private static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> parts) {
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenApply(done -> parts.stream().map(CompletableFuture::join).toList());
    }

    private static Throwable cause(Throwable failure) {
        return failure.getCause() == null ? failure : failure.getCause();
    }
}
