package org.socialfeed.bench.plan;

/**
 * A post of the plan.
 *
 * @param position place in the posting sequence of all authors, from 0
 * @param number the author's running number, from 1: an author's posts are sent in this order
 * @param key the Idempotency-Key; with the author it names this post for ever, so sending it again creates nothing
 */
public record PlannedPost(int position, String author, int number, String key, String text) {

    static PlannedPost of(int position, String author, int number, long seed) {
        return new PlannedPost(
                position, author, number, "load-" + seed + "-" + number, PostText.of(seed, author, number));
    }

    PlannedPost at(int other) {
        return new PlannedPost(other, author, number, key, text);
    }

    PlannedPost saying(String other) {
        return new PlannedPost(position, author, number, key, other);
    }

    @Override
    public String toString() {
        return author + " post " + number;
    }
}
