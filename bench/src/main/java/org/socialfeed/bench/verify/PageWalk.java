package org.socialfeed.bench.verify;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.socialfeed.bench.client.Calls;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.client.PostPage;
import org.socialfeed.bench.verify.Mismatch.Kind;

/**
 * Reads a list to its end, and checks that pages are full while there are more. Always ends: a cursor that comes back, or far
 * more entries than there can be, is a mismatch and stops the walk.
 */
record PageWalk(String list, Source source, Mismatches mismatches) {

    /** Where pages come from. */
    @FunctionalInterface
    interface Source {
        PostPage page(Optional<String> cursor) throws InterruptedException;
    }

    void run(long expected, Consumer<Post> each) throws InterruptedException {
        Set<String> cursors = new HashSet<>();
        Optional<String> cursor = Optional.empty();
        long entries = 0;
        do {
            PostPage page = source.page(cursor);
            page.posts().forEach(each);
            entries += page.posts().size();
            if (page.next().isPresent()
                    ? page.posts().size() != Calls.PAGE
                    : cursor.isPresent() && page.posts().isEmpty()) {
                report("a page of " + page.posts().size() + " after entry "
                        + (entries - page.posts().size()));
            }
            cursor = page.next();
            if (cursor.isPresent() && (!cursors.add(cursor.get()) || entries > 2 * expected + Calls.PAGE)) {
                report("the walk does not end, stopped after " + entries + " entries");
                return;
            }
        } while (cursor.isPresent());
    }

    private void report(String detail) {
        mismatches.add(Kind.PAGING, list + ": " + detail);
    }
}
