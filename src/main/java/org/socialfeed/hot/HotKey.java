package org.socialfeed.hot;

import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import org.socialfeed.table.Counts;
import org.socialfeed.table.Item;
import org.socialfeed.table.Key;
import org.socialfeed.table.Keys;
import org.socialfeed.table.Range;
import org.socialfeed.table.Shard;

/** A key of the table that may become hot, and is then spread over shards. */
public sealed interface HotKey {
    /** A key whose shards have a COUNT item each; shard 0's tells how many there are. */
    sealed interface Counted extends HotKey {
        Key count(Shard shard);

        /** The attribute of the COUNT items that holds the count. */
        String counted();

        /** The COUNT item of a further shard, at zero. */
        Item newCount(Shard shard);

        /** The edges of one shard. */
        Range edges(Shard shard);

        /** Whether shard 0's COUNT item is that of this key: a post's id alone does not tell whose post it is. */
        boolean owns(Item first);
    }

    /** The followers of a user. */
    record Followers(Username user) implements Counted {
        @Override
        public Key count(Shard shard) {
            return Keys.followerCount(user, shard);
        }

        @Override
        public String counted() {
            return Counts.FOLLOWERS;
        }

        @Override
        public Item newCount(Shard shard) {
            return Counts.followers(user, shard);
        }

        @Override
        public Range edges(Shard shard) {
            return Keys.followers(user, shard);
        }

        @Override
        public boolean owns(Item first) {
            return true;
        }
    }

    /** Those who like a post. */
    record Likers(Username author, PostId post) implements Counted {
        @Override
        public Key count(Shard shard) {
            return Keys.likeCount(post, shard);
        }

        @Override
        public String counted() {
            return Counts.LIKES;
        }

        @Override
        public Item newCount(Shard shard) {
            return Counts.likes(author, post, shard);
        }

        @Override
        public Range edges(Shard shard) {
            return Keys.likers(post, shard);
        }

        @Override
        public boolean owns(Item first) {
            return first.text(Counts.AUTHOR).equals(author.value());
        }
    }

    /** The posts of an author, with their entries in the index. How many shards they have stands in the registry. */
    record Posts(Username author) implements HotKey {}
}
