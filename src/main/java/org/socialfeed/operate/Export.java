package org.socialfeed.operate;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.socialfeed.follow.Follow;
import org.socialfeed.hot.AuthorRegistry;
import org.socialfeed.hot.HotKey;
import org.socialfeed.hot.Shards;
import org.socialfeed.id.Username;
import org.socialfeed.like.Like;
import org.socialfeed.like.LikeStore;
import org.socialfeed.page.RangeSource;
import org.socialfeed.post.Post;
import org.socialfeed.post.PostStore;
import org.socialfeed.profile.Profile;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Item;
import org.socialfeed.table.Keys;
import org.socialfeed.table.Range;
import org.socialfeed.table.Shard;
import org.socialfeed.table.Slice;

/**
 * Reads all that is stored of one user: profile, posts, whom they follow, who follows them, what they like.
 *
 * <p>All reads are consistent and go page by page, the next one when the last has been taken: whatever a user has, some
 * thousand items are held. It costs 1 read unit per 4 KB. What changes meanwhile may be in it or not.
 */
@Singleton
class Export {
    private static final int PAGE = 1_000;

    private final FeedTable table;
    private final Shards shards;
    private final AuthorRegistry authors;

    Export(FeedTable table, Shards shards, AuthorRegistry authors) {
        this.table = table;
        this.shards = shards;
        this.authors = authors;
    }

    /** What a record is about; its name in lower case is the record's {@code type}. */
    enum Kind {
        PROFILE,
        POST,
        FOLLOWING,
        FOLLOWER,
        LIKE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Takes the records one by one: texts and instants by name, in order. */
    interface Records {
        void take(Kind kind, Map<String, Object> record) throws IOException;
    }

    /** Blocks until the last record has been taken. There are none if there is no such user. */
    void read(Username user, Records records) throws IOException {
        int followerShards =
                shards.read(new HotKey.Followers(user)).await().indefinitely().orElse(1);
        Optional<Item> profile =
                table.get(Keys.profile(user), Freshness.CONSISTENT).await().indefinitely();
        if (profile.isPresent()) {
            records.take(Kind.PROFILE, profile(Profile.of(user, profile.get())));
        }
        for (Shard shard : authors.fenced().await().indefinitely().of(user)) {
            each(Keys.posts(user, shard), Kind.POST, item -> post(Post.of(user, item)), records);
        }
        each(Keys.followees(user), Kind.FOLLOWING, item -> follow(Follow.of(item)), records);
        for (Shard shard : Shard.all(followerShards)) {
            each(Keys.followers(user, shard), Kind.FOLLOWER, item -> follow(Follow.of(item)), records);
        }
        each(Keys.likes(user), Kind.LIKE, item -> like(LikeStore.post(item), Like.of(user, item)), records);
    }

    private void each(Range range, Kind kind, Function<Item, Map<String, Object>> meaning, Records records)
            throws IOException {
        RangeSource source = new RangeSource(table, range, Freshness.CONSISTENT, Optional.empty());
        Slice<Item> page;
        do {
            page = source.next(PAGE).await().indefinitely();
            for (Item item : page.entries()) {
                records.take(kind, meaning.apply(item));
            }
        } while (page.more());
    }

    private static Map<String, Object> profile(Profile profile) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("username", profile.username().value());
        record.put("displayName", profile.fields().displayName());
        profile.fields().bio().ifPresent(bio -> record.put("bio", bio));
        profile.fields().avatarUrl().ifPresent(url -> record.put("avatarUrl", url));
        record.put("createdAt", profile.createdAt());
        return record;
    }

    private static Map<String, Object> post(Post post) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("id", post.id().value());
        record.put("createdAt", post.id().time());
        record.put("text", post.text());
        return record;
    }

    private static Map<String, Object> follow(Follow follow) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("username", follow.username().value());
        record.put("followedAt", follow.followedAt());
        return record;
    }

    private static Map<String, Object> like(PostStore.Ref post, Like like) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("author", post.author().value());
        record.put("post", post.id().value());
        record.put("likedAt", like.likedAt());
        return record;
    }
}
