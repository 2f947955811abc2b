package org.socialfeed.profile;

import java.time.Instant;
import org.socialfeed.id.Username;
import org.socialfeed.table.Item;

/** A user's profile as stored. */
record Profile(Username username, ProfileFields fields, Instant createdAt) {
    static final String DISPLAY_NAME = "displayName";
    static final String BIO = "bio";
    static final String AVATAR_URL = "avatarUrl";
    static final String CREATED_AT = "createdAt";

    static Profile of(Username username, Item item) {
        return new Profile(
                username,
                new ProfileFields(item.text(DISPLAY_NAME), item.optionalText(BIO), item.optionalText(AVATAR_URL)),
                item.instant(CREATED_AT));
    }
}
