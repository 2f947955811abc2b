package org.socialfeed.bench.verify;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.verify.Mismatch.Kind;

/**
 * Compares one walk of a feed with the model, so that a single lost or added post counts once, and does not put every entry
 * after it into the wrong place.
 */
final class FeedCheck {
    private final Set<String> shown = new LinkedHashSet<>();
    private final String reader;
    private final Model model;
    private final List<String> expected;
    private final Set<String> belongs;
    private final Mismatches mismatches;
    private int position;

    FeedCheck(String reader, Model model, Mismatches mismatches) {
        this.reader = reader;
        this.model = model;
        this.expected = model.feedOf(reader);
        this.belongs = new HashSet<>(expected);
        this.mismatches = mismatches;
    }

    /** Takes the next entry of the walk. */
    void next(Post post) {
        position++;
        if (!shown.add(post.id())) {
            report(Kind.DUPLICATE, "entry " + position + " shows " + post.id() + " again");
        } else if (!belongs.contains(post.id())) {
            report(Kind.EXTRA, "entry " + position + " does not belong there: " + post);
        } else {
            model.post(post.id())
                    .filter(planned -> !planned.author().equals(post.author())
                            || !planned.text().equals(post.text()))
                    .ifPresent(planned -> report(
                            Kind.WRONG_CONTENT,
                            "entry " + position + " is " + post + ", expected " + planned + " with text '"
                                    + planned.text() + "'"));
        }
    }

    /** Says that the walk is over: what was not shown is missing. */
    void end() {
        for (int index = 0; index < expected.size(); index++) {
            String id = expected.get(index);
            if (!shown.contains(id)) {
                report(Kind.MISSING, "no " + id + " (" + name(id) + "), expected as entry " + (index + 1));
            }
        }
        List<String> right = expected.stream().filter(shown::contains).toList();
        List<String> actual = shown.stream().filter(belongs::contains).toList();
        for (int index = 0; index < right.size(); index++) {
            if (!right.get(index).equals(actual.get(index))) {
                report(
                        Kind.WRONG_ORDER,
                        "common entry " + (index + 1) + " is " + actual.get(index) + " (" + name(actual.get(index))
                                + "), expected " + right.get(index) + " (" + name(right.get(index)) + ")");
            }
        }
    }

    private String name(String id) {
        return model.post(id).map(Object::toString).orElse("unknown");
    }

    private void report(Kind kind, String detail) {
        mismatches.add(kind, "feed of " + reader + ": " + detail);
    }
}
