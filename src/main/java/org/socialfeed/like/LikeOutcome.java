package org.socialfeed.like;

/** What became of a request to like. */
sealed interface LikeOutcome {
    /** @param added whether the like is new; else {@code like} is the one that was there */
    record Liked(Like like, boolean added) implements LikeOutcome {}

    /** The author has no such post. */
    record UnknownPost() implements LikeOutcome {}

    /** The liker has no profile. */
    record ProfileRequired() implements LikeOutcome {}
}
