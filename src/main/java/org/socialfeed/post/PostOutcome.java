package org.socialfeed.post;

/** What became of a request to post. */
sealed interface PostOutcome {
    /** @param replayed whether an earlier request with the same key had written it */
    record Posted(Post post, boolean replayed) implements PostOutcome {}

    /** The author has no profile. */
    record ProfileRequired() implements PostOutcome {}

    /** The key was used for another text. */
    record KeyReused() implements PostOutcome {}

    /** The key's post has been deleted since. */
    record Deleted() implements PostOutcome {}
}
