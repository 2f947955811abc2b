package org.socialfeed.profile;

import java.time.Instant;
import java.util.Optional;
import org.socialfeed.id.Username;

/** A profile as the API shows it. */
record ProfileView(
        Username username,
        String displayName,
        Optional<String> bio,
        Optional<String> avatarUrl,
        Instant createdAt,
        long followers,
        long following,
        long posts,
        Optional<Viewer> viewer) {

    /** How the caller and the user stand to each other. */
    record Viewer(boolean following, boolean followedBy) {}

    /** What is counted of a user. */
    record Counts(long followers, long following, long posts) {}

    static ProfileView of(Profile profile, Counts counts, Optional<Viewer> viewer) {
        return new ProfileView(
                profile.username(),
                profile.fields().displayName(),
                profile.fields().bio(),
                profile.fields().avatarUrl(),
                profile.createdAt(),
                counts.followers(),
                counts.following(),
                counts.posts(),
                viewer);
    }
}
