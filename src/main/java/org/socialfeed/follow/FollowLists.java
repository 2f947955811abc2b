package org.socialfeed.follow;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.socialfeed.id.Username;
import org.socialfeed.page.Page;
import org.socialfeed.page.PageRequest;
import org.socialfeed.page.Pages;
import org.socialfeed.page.RangeSource;
import org.socialfeed.problem.Problem;
import org.socialfeed.profile.Profiles;
import org.socialfeed.profile.UserCard;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Item;

/** Reads the lists of followers and followees, each user with their card. */
@Singleton
class FollowLists {
    private final FollowStore store;
    private final Profiles profiles;
    private final Pages pages;

    FollowLists(FollowStore store, Profiles profiles, Pages pages) {
        this.store = store;
        this.profiles = profiles;
        this.pages = pages;
    }

    /** A user in a list of follows. */
    record Entry(Username username, String displayName, Optional<String> avatarUrl, Instant followedAt) {}

    /** Fails with NOT_FOUND if there is no such user. */
    Uni<Page<Entry>> following(Username user, PageRequest request, Optional<Username> caller) {
        RangeSource edges = store.following(user, freshness(caller), request.position());
        return profiles.getCard(user, caller).flatMap(exists -> page(edges, request, caller));
    }

    /** Fails with NOT_FOUND if there is no such user. */
    Uni<Page<Entry>> followers(Username user, PageRequest request, Optional<Username> caller) {
        return store.followers(user, freshness(caller), request.position())
                .flatMap(edges -> page(edges.orElseThrow(() -> Problem.notFound("The user")), request, caller));
    }

    /** A caller's own edge may stand in anybody's list, and must show there at once. */
    private static Freshness freshness(Optional<Username> caller) {
        return caller.isPresent() ? Freshness.CONSISTENT : Freshness.EVENTUAL;
    }

    private Uni<Page<Entry>> page(Pages.Source<Item> edges, PageRequest request, Optional<Username> caller) {
        return pages.fill(
                request,
                edges,
                read -> reveal(read, caller),
                entry -> entry.username().value());
    }

    private Uni<List<Entry>> reveal(List<Item> edges, Optional<Username> caller) {
        return profiles.join(edges.stream().map(Follow::of).toList(), Follow::username, FollowLists::entry, caller);
    }

    private static Entry entry(Follow follow, UserCard card) {
        return new Entry(card.username(), card.displayName(), card.avatarUrl(), follow.followedAt());
    }
}
