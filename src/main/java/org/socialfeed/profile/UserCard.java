package org.socialfeed.profile;

import java.util.Optional;
import org.socialfeed.id.Username;
import org.socialfeed.table.Item;

/** How a user is shown beside a post or in a list. */
public record UserCard(Username username, String displayName, Optional<String> avatarUrl) {
    public static UserCard of(Username username, Item profile) {
        return new UserCard(username, profile.text(Profile.DISPLAY_NAME), profile.optionalText(Profile.AVATAR_URL));
    }

    /** What a card takes in memory, roughly. */
    long bytes() {
        return 256L + 2L * (displayName.length() + avatarUrl.map(String::length).orElse(0));
    }
}
