package org.socialfeed.profile;

import java.time.Instant;
import org.socialfeed.id.Username;
import org.socialfeed.table.Item;
import org.socialfeed.table.Keys;

/** A user's profile as stored. */
public record Profile(Username username, ProfileFields fields, Instant createdAt) {
    static final String DISPLAY_NAME = "displayName";
    static final String BIO = "bio";
    static final String AVATAR_URL = "avatarUrl";
    static final String CREATED_AT = "createdAt";

    /** As it is stored. */
    Item item() {
        return Item.at(Keys.profile(username))
                .with(DISPLAY_NAME, fields.displayName())
                .with(BIO, fields.bio())
                .with(AVATAR_URL, fields.avatarUrl())
                .with(CREATED_AT, createdAt)
                .with(ProfileStore.ETAG, fields.etag());
    }

    public static Profile of(Username username, Item item) {
        return new Profile(
                username,
                new ProfileFields(item.text(DISPLAY_NAME), item.optionalText(BIO), item.optionalText(AVATAR_URL)),
                item.instant(CREATED_AT));
    }
}
