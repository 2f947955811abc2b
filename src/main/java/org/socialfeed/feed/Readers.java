package org.socialfeed.feed;

import com.github.benmanes.caffeine.cache.Cache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.socialfeed.cache.Caches;
import org.socialfeed.id.Username;
import org.socialfeed.post.PostView;
import org.socialfeed.profile.UserCard;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Item;
import org.socialfeed.table.Key;
import org.socialfeed.table.Keys;

/**
 * What a page must know of its reader as it is now: the versions of their lists and, if the page is likely to show it,
 * their card. All of it in one call, before any other, for a list read earlier could miss what its version promises.
 */
@Singleton
class Readers {
    private static final int MOST_KNOWN = 100_000;

    private final FeedTable table;
    /** Whose last page here showed posts of their own. Only a guess: who is wrongly in or out costs a unit or a call. */
    private final Cache<Username, Boolean> seeThemselves =
            Caches.builder().maximumSize(MOST_KNOWN).build();

    Readers(FeedTable table) {
        this.table = table;
    }

    /**
     * @param count the reader's own COUNT item, with the versions
     * @param card left out if it was not read along
     */
    record Reader(Username name, Item count, Optional<UserCard> card) {}

    /** Empty without a profile. One consistent read unit, or two with the card. */
    Uni<Optional<Reader>> find(Username name) {
        Key count = Keys.ownCount(name);
        Key profile = Keys.profile(name);
        return seeThemselves.getIfPresent(name) == null
                ? table.get(count, Freshness.CONSISTENT)
                        .map(found -> found.map(item -> reader(name, item, Optional.empty())))
                : table.getAll(List.of(count, profile), Freshness.CONSISTENT)
                        .map(found -> Optional.ofNullable(found.get(count))
                                .map(item -> reader(name, item, Optional.ofNullable(found.get(profile)))));
    }

    /** To be told what each page showed. */
    void shown(Username name, List<PostView> posts) {
        if (posts.stream().anyMatch(post -> post.author().username().equals(name))) {
            seeThemselves.put(name, true);
        } else {
            seeThemselves.invalidate(name);
        }
    }

    private static Reader reader(Username name, Item count, Optional<Item> profile) {
        return new Reader(name, count, profile.map(item -> UserCard.of(name, item)));
    }
}
