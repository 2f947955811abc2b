package org.socialfeed.follow;

/** What became of a request to follow. */
sealed interface FollowOutcome {
    /** @param added whether the edge is new; else {@code edge} is the one that was there */
    record Following(Follow edge, boolean added) implements FollowOutcome {}

    /** The followee does not exist. */
    record UnknownUser() implements FollowOutcome {}

    /** The follower has no profile. */
    record ProfileRequired() implements FollowOutcome {}

    /** The follower follows as many as allowed. */
    record LimitReached() implements FollowOutcome {}
}
