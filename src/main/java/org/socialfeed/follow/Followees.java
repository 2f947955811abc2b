package org.socialfeed.follow;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.socialfeed.cache.Caches;
import org.socialfeed.cache.FreshCache;
import org.socialfeed.id.Username;
import org.socialfeed.table.Counts;
import org.socialfeed.table.Item;

/**
 * Whom a user follows, for their feed: read once for each version of the list and never out of date.
 *
 * <p>The caller has read the version, consistently and before this call. So the list is read at that version or a later
 * one. A later one can be kept under this version without harm: it can have come about only after the version was read,
 * and nobody who asks after that finds this version any more.
 *
 * <p>Two lists are not kept, for they would stay wrong for as long as they are: one that is read right after a change, when
 * the store may have done half of its transaction, and one that is not as long as the count of the same version says.
 */
@Singleton
public class Followees {
    private static final int SHARES = 2;
    private static final int NAME_BYTES = 112;

    private final FollowStore store;
    private final Clock clock;
    private final FreshCache<Version, List<Username>> lists;

    Followees(FollowStore store, Caches caches, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.lists = caches.ofVersions("followees", SHARES, list -> (long) NAME_BYTES * list.size());
    }

    private record Version(Username follower, long number) {}

    /**
     * By username, at most as many as {@code feed.follow.limit}.
     *
     * @param ownCount the follower's COUNT item, read consistently in this request
     */
    public Uni<List<Username>> of(Username follower, Item ownCount) {
        boolean settled = Counts.settled(ownCount, clock.instant());
        long count = ownCount.number(Counts.FOLLOWING);
        return lists.get(
                new Version(follower, Counts.version(ownCount, Counts.FOLLOWING)),
                () -> store.followees(follower),
                list -> settled && list.size() == count);
    }
}
