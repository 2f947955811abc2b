package org.socialfeed.feed;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.socialfeed.page.Pages;
import org.socialfeed.post.Post;
import org.socialfeed.table.Slice;

/**
 * One author's posts: the newest from a cached head as far as it reaches, the others from where they lie.
 *
 * <p>Each call may see a newer state of the head than the one before. It goes on below the last post given, whatever has
 * come on top since, just as reading the range itself would. What is in the head is given at once, even if more than was
 * asked for: it costs nothing. One per page; not for two threads.
 */
final class HeadSource implements Pages.Source<Post> {
    private final Head head;
    private final Function<Optional<String>, Pages.Source<Post>> below;
    private final boolean loadsForAnyPosition;
    private Optional<String> position;
    private int given;
    private Optional<Pages.Source<Post>> rest = Optional.empty();

    /**
     * @param below the same posts from the range itself, beyond a position
     * @param loadsForAnyPosition whether a head is worth loading for a page that may lie below it; one that is there is
     *     used in any case
     */
    HeadSource(
            Head head,
            Function<Optional<String>, Pages.Source<Post>> below,
            Optional<String> position,
            boolean loadsForAnyPosition) {
        this.head = head;
        this.below = below;
        this.position = position;
        this.loadsForAnyPosition = loadsForAnyPosition;
    }

    @Override
    public Uni<Slice<Post>> next(int count) {
        if (rest.isPresent() || !head.has(given + count)) {
            return below(count);
        }
        Optional<Uni<Slice<Post>>> newest = reaches() ? Optional.of(head.atLeast(given + count)) : head.cached();
        return newest.map(found -> found.flatMap(posts ->
                        take(posts).map(left -> Uni.createFrom().item(left)).orElseGet(() -> below(count))))
                .orElseGet(() -> below(count));
    }

    @Override
    public Optional<Slice<Post>> nextInMemory(int count) {
        if (rest.isPresent() || !head.has(given + count)) {
            return Optional.empty();
        }
        return (reaches() ? head.inMemory(given + count) : head.mostInMemory()).flatMap(this::take);
    }

    /** Whether the head surely holds what comes next, or is worth loading even if it may not. */
    private boolean reaches() {
        return position.isEmpty() || given > 0 || loadsForAnyPosition;
    }

    /** What is left of the head below the position; empty if it does not reach so far. */
    private Optional<Slice<Post>> take(Slice<Post> newest) {
        List<Post> left = position.isEmpty()
                ? newest.entries()
                : newest.entries().stream().filter(this::isBeyond).toList();
        if (left.isEmpty() && newest.more()) {
            return Optional.empty();
        }
        given = newest.entries().size();
        if (!left.isEmpty()) {
            position = Optional.of(left.get(left.size() - 1).id().value());
        }
        return Optional.of(new Slice<>(left, newest.more()));
    }

    private boolean isBeyond(Post post) {
        return position.filter(last -> post.id().value().compareTo(last) >= 0).isEmpty();
    }

    private Uni<Slice<Post>> below(int count) {
        Pages.Source<Post> source = rest.orElseGet(() -> below.apply(position));
        rest = Optional.of(source);
        return source.next(count);
    }
}
