package org.socialfeed.profile;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.socialfeed.cache.Caches;
import org.socialfeed.cache.FreshCache;
import org.socialfeed.hot.HotKey;
import org.socialfeed.hot.Shards;
import org.socialfeed.id.Username;
import org.socialfeed.problem.Problem;
import org.socialfeed.table.Counts;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Item;
import org.socialfeed.table.Key;
import org.socialfeed.table.Keys;
import org.socialfeed.table.Shard;

/** Reads a whole profile: its fields, its counts, and how the caller stands to the user. */
@Singleton
class ProfileReader {
    private static final int SHARES = 1;
    private static final int BYTES = 24;

    private final FeedTable table;
    private final Shards shards;
    /** Only of those whose followers are sharded: their sum takes a read of each shard. */
    private final FreshCache<HotKey.Followers, Long> followerSums;

    ProfileReader(FeedTable table, Shards shards, Caches caches) {
        this.table = table;
        this.shards = shards;
        this.followerSums = caches.ofAge("follower-counts", SHARES, count -> BYTES);
    }

    /** @param etag of the editable fields, without quotes */
    record Shown(ProfileView view, String etag) {}

    /** Fails with NOT_FOUND. A caller's own profile and own edges are current. */
    Uni<Shown> get(Username user, Optional<Username> caller) {
        boolean own = caller.filter(user::equals).isPresent();
        return Uni.combine()
                .all()
                .unis(parts(user, own), viewer(user, caller))
                .asTuple()
                .flatMap(read -> counts(user, read.getItem1(), own ? Freshness.CONSISTENT : Freshness.EVENTUAL)
                        .map(counts -> show(user, read.getItem1(), counts, read.getItem2())));
    }

    /** What is counted of the caller; nothing if they have no profile yet. */
    Uni<ProfileView.Counts> counts(Username caller) {
        List<Key> keys = List.of(Keys.ownCount(caller), Keys.followerCount(caller, Shard.FIRST));
        return table.getAll(keys, Freshness.CONSISTENT).flatMap(parts -> counts(caller, parts, Freshness.CONSISTENT));
    }

    /** The caller's own profile as they see it. */
    static Shown own(Profile profile, ProfileView.Counts counts) {
        return new Shown(
                ProfileView.of(profile, counts, Optional.of(new ProfileView.Viewer(false, false))),
                profile.fields().etag());
    }

    private Uni<Map<Key, Item>> parts(Username user, boolean own) {
        List<Key> keys = List.of(Keys.profile(user), Keys.ownCount(user), Keys.followerCount(user, Shard.FIRST));
        return table.getAllConfirmed(keys, key -> own);
    }

    private static Shown show(
            Username user, Map<Key, Item> parts, ProfileView.Counts counts, Optional<ProfileView.Viewer> viewer) {
        Profile profile = Optional.ofNullable(parts.get(Keys.profile(user)))
                .map(item -> Profile.of(user, item))
                .orElseThrow(() -> Problem.notFound("The user"));
        return new Shown(
                ProfileView.of(profile, counts, viewer), profile.fields().etag());
    }

    private Uni<ProfileView.Counts> counts(Username user, Map<Key, Item> parts, Freshness freshness) {
        Optional<Item> does = Optional.ofNullable(parts.get(Keys.ownCount(user)));
        HotKey.Followers key = new HotKey.Followers(user);
        return Optional.ofNullable(parts.get(key.count(Shard.FIRST)))
                .map(first -> followers(key, first, freshness))
                .orElseGet(() -> Uni.createFrom().item(0L))
                .map(followers -> new ProfileView.Counts(
                        followers,
                        does.map(item -> item.number(Counts.FOLLOWING)).orElse(0L),
                        does.map(item -> item.number(Counts.POSTS)).orElse(0L)));
    }

    private Uni<Long> followers(HotKey.Followers key, Item first, Freshness freshness) {
        Supplier<Uni<Long>> sum =
                () -> shards.counts(Map.of(key, first), freshness).map(counts -> counts.getOrDefault(key, 0L));
        return freshness == Freshness.CONSISTENT || Counts.shards(first) == 1 ? sum.get() : followerSums.get(key, sum);
    }

    /** Both edges consistently: the caller may have made the one and removed the other a moment ago. */
    private Uni<Optional<ProfileView.Viewer>> viewer(Username user, Optional<Username> caller) {
        return caller.map(viewer -> {
                    if (viewer.equals(user)) {
                        return Uni.createFrom().item(Optional.of(new ProfileView.Viewer(false, false)));
                    }
                    Key following = Keys.following(viewer, user);
                    Key followedBy = Keys.following(user, viewer);
                    return table.getAll(List.of(following, followedBy), Freshness.CONSISTENT)
                            .map(edges -> Optional.of(new ProfileView.Viewer(
                                    edges.containsKey(following), edges.containsKey(followedBy))));
                })
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }
}
