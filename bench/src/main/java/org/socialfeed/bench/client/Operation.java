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

    /** As shown in reports: lower case, {@code again} added for a write that found its work done. */
    public String label(boolean repeated) {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ') + (repeated ? " again" : "");
    }
}
