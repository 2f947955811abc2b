package org.socialfeed.operate;

/** What an import does, in this order: nothing is to be seen of it before the counts, and nobody is before the last. */
enum ImportPhase {
    FOLLOWS,
    POSTS,
    POST_COUNTS,
    USER_COUNTS,
    PROFILES
}
