package org.socialfeed.bench.client;

import java.util.Locale;

/** The calls that a run makes, and the answers that are no error. */
public enum Operation {
    TOKEN,
    PROFILE,
    POST,
    FOLLOW,
    UNFOLLOW,
    LIKE,
    UNLIKE,
    POST_LIST,
    FEED,
    READ_POST,
    READ_PROFILE;

    public boolean accepts(int status) {
        return switch (this) {
            case TOKEN, PROFILE, FOLLOW, LIKE -> status == 200 || status == 201;
            case POST -> status == 201;
            case UNFOLLOW, UNLIKE -> status == 204;
            case POST_LIST, FEED, READ_POST, READ_PROFILE -> status == 200;
        };
    }

    /** Whether such an answer tells that there was nothing left to do. A post tells it by a header. */
    public boolean foundDone(int status) {
        return switch (this) {
            case PROFILE, FOLLOW, LIKE -> status == 200;
            case TOKEN, POST, UNFOLLOW, UNLIKE, POST_LIST, FEED, READ_POST, READ_PROFILE -> false;
        };
    }

    /** As shown in reports: lower case, {@code again} added for a write that found its work done. */
    public String label(boolean repeated) {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ') + (repeated ? " again" : "");
    }
}
