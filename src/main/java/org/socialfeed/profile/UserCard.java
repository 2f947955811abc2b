package org.socialfeed.profile;

import java.util.Optional;
import org.socialfeed.id.Username;
import org.socialfeed.table.Item;

/** How a user is shown beside a post or in a list. */
public record UserCard(Username username, String displayName, Optional<String> avatarUrl) {
    static UserCard of(Username username, Item profile) {
        return new UserCard(username, profile.text(Profile.DISPLAY_NAME), profile.optionalText(Profile.AVATAR_URL));
    }
}
