package org.socialfeed.post;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.socialfeed.hot.AuthorRegistry;
import org.socialfeed.hot.HotKey;
import org.socialfeed.hot.HotKeys;
import org.socialfeed.hot.Lost;
import org.socialfeed.hot.PostShards;
import org.socialfeed.id.PostId;
import org.socialfeed.id.PostIds;
import org.socialfeed.id.Username;
import org.socialfeed.page.Merge;
import org.socialfeed.page.Pages;
import org.socialfeed.page.RangeSource;
import org.socialfeed.problem.Problem;
import org.socialfeed.problem.ProblemKind;
import org.socialfeed.table.Condition;
import org.socialfeed.table.Counts;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Item;
import org.socialfeed.table.Key;
import org.socialfeed.table.Keys;
import org.socialfeed.table.Shard;
import org.socialfeed.table.TableSchema;
import org.socialfeed.table.Write;

/** Posts in the table: each written in one transaction with its author's count, its own COUNT item and its key's record. */
@Singleton
public class PostStore {
    private static final int MOST_DRAWS = 16;
    private static final int CONCURRENT_READS = 16;
    private static final String POST_ID = "postId";
    private static final String TEXT_HASH = "textHash";

    private final FeedTable table;
    private final AuthorRegistry authors;
    private final HotKeys hotKeys;
    private final PostIds ids;
    private final Clock clock;

    PostStore(FeedTable table, AuthorRegistry authors, HotKeys hotKeys, PostIds ids, Clock clock) {
        this.table = table;
        this.authors = authors;
        this.hotKeys = hotKeys;
        this.ids = ids;
        this.clock = clock;
    }

    /** Names one post: its id alone does not tell its key. */
    public record Ref(Username author, PostId id) {
        Key key() {
            return Keys.post(author, id);
        }

        /** What the likes of the post are written to. */
        public HotKey.Likers likers() {
            return new HotKey.Likers(author, id);
        }
    }

    /** A post as it is stored, in the table and for the index. */
    public static Item item(Username author, PostId id, PostText text) {
        return Item.atPost(author, id).with(TableSchema.TEXT, text.value());
    }

    /** Writes a post with an id above all earlier ones of its author, whatever this replica's clock says. */
    Uni<PostOutcome> create(Username author, PostText text, Optional<IdempotencyKey> key) {
        return hotKeys.write(
                new HotKey.Posts(author),
                lost -> create(new Draft(author, text, key, lost), ids.draw(authors.activeLog2(author)), MOST_DRAWS));
    }

    /** What is to be posted: one write of the author's posts, however many ids are drawn for it. */
    private record Draft(Username author, PostText text, Optional<IdempotencyKey> key, Lost lost) {}

    private Uni<PostOutcome> create(Draft draft, PostId id, int drawsLeft) {
        Username author = draft.author();
        PostText text = draft.text();
        Write post = Write.create(item(author, id, text));
        Write count = Counts.incrementOwn(author, Counts.POSTS, clock.instant())
                .set(Counts.LAST_POST, id.value())
                .when(Condition.exists()
                        .and(Condition.lacks(Counts.LAST_POST).or(Condition.below(Counts.LAST_POST, id.value()))));
        Optional<Write> record = draft.key().map(present -> record(author, text, present, id));
        List<Write> writes = new ArrayList<>(List.of(post, count, Write.create(Counts.likes(author, id))));
        record.ifPresent(writes::add);
        // Throttling of the index is at the post's item, too; conflicts are at the author's count, which has no shards.
        return table.transact(writes, draft.lost().at(post)).flatMap(result -> {
            if (result.committed()) {
                return outcome(new PostOutcome.Posted(new Post(author, id, text.value()), false));
            }
            Optional<Item> earlier = record.flatMap(result::met);
            if (earlier.isPresent()) {
                return replay(author, text, earlier.get());
            }
            if (result.refused(count) && result.met(count).isEmpty()) {
                return outcome(new PostOutcome.ProfileRequired());
            }
            return again(draft, result.met(count), drawsLeft);
        });
    }

    /** Nothing was written: the id was not above the author's last one, or, hardly ever, taken. */
    private Uni<PostOutcome> again(Draft draft, Optional<Item> count, int drawsLeft) {
        if (drawsLeft == 0) {
            throw new Problem(ProblemKind.THROTTLED, "The author is posting from too many places at once");
        }
        int shardsLog2 = authors.activeLog2(draft.author());
        PostId id = count.flatMap(item -> item.optionalText(Counts.LAST_POST))
                .map(last -> ids.drawAbove(new PostId(last), shardsLog2))
                .orElseGet(() -> ids.draw(shardsLog2));
        return create(draft, id, drawsLeft - 1);
    }

    private Write record(Username author, PostText text, IdempotencyKey key, PostId id) {
        Item item = Item.at(Keys.idempotency(author, key.value()))
                .with(POST_ID, id.value())
                .with(TEXT_HASH, text.hash())
                .expiring(clock.instant().plus(IdempotencyKey.LIFETIME));
        Condition free = Condition.absent()
                .or(Condition.atMost(TableSchema.EXPIRES_AT, clock.instant().getEpochSecond()));
        return Write.put(item, free);
    }

    private Uni<PostOutcome> replay(Username author, PostText text, Item record) {
        if (!record.text(TEXT_HASH).equals(text.hash())) {
            return outcome(new PostOutcome.KeyReused());
        }
        return find(new Ref(author, new PostId(record.text(POST_ID))), true)
                .map(found -> found.<PostOutcome>map(post -> new PostOutcome.Posted(post, true))
                        .orElseGet(PostOutcome.Deleted::new));
    }

    /** Deletes the post, if there is one, with all that counts it. Its likes' edges are hidden from then on. */
    Uni<Void> delete(Username author, PostId id) {
        return hotKeys.write(new HotKey.Posts(author), lost -> delete(new Ref(author, id), 1, lost));
    }

    /** @param n how many shards its likers are thought to have: a wrong guess changes nothing and learns the number */
    private Uni<Void> delete(Ref post, int n, Lost lost) {
        Write item = Write.delete(post.key(), Condition.exists());
        Write first = Write.delete(post.likers().count(Shard.FIRST), Condition.equal(Counts.SHARDS, n));
        List<Write> things = new ArrayList<>(List.of(item, first));
        Shard.all(n)
                .subList(1, n)
                .forEach(shard -> things.add(Write.delete(post.likers().count(shard))));
        List<Write> counts = List.of(Counts.decrementOwn(post.author(), Counts.POSTS, clock.instant()));
        return table.remove(things, counts, lost.at(item))
                .flatMap(result -> result.refused(item)
                        ? Uni.createFrom().voidItem()
                        : result.met(first)
                                .map(count -> delete(post, Counts.shards(count), lost))
                                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** @param own whether the caller is the author, and must see the latest */
    Uni<Optional<Post>> find(Ref ref, boolean own) {
        return findAll(List.of(ref), own ? Optional.of(ref.author()) : Optional.empty())
                .map(found -> Optional.ofNullable(found.get(ref)));
    }

    /** Those of the posts that exist; the caller's own as they are now, absence confirmed. */
    public Uni<Map<Ref, Post>> findAll(List<Ref> refs, Optional<Username> caller) {
        Set<Key> own = refs.stream()
                .filter(ref -> caller.equals(Optional.of(ref.author())))
                .map(Ref::key)
                .collect(Collectors.toSet());
        return table.getAllConfirmed(refs.stream().map(Ref::key).toList(), own::contains)
                .map(items -> {
                    Map<Ref, Post> posts = new HashMap<>();
                    refs.forEach(ref -> Optional.ofNullable(items.get(ref.key()))
                            .ifPresent(item -> posts.put(ref, Post.of(ref.author(), item))));
                    return posts;
                });
    }

    /** An author's posts from the table, newest first, below the position. */
    public Pages.Source<Post> posts(
            Username author, PostShards shards, Freshness freshness, Optional<String> position) {
        return Merge.of(
                shards.of(author).stream()
                        .map(shard -> new RangeSource(table, Keys.posts(author, shard), freshness, position)
                                .map(item -> Post.of(author, item)))
                        .toList(),
                Post.NEWEST_FIRST,
                CONCURRENT_READS);
    }

    private static Uni<PostOutcome> outcome(PostOutcome outcome) {
        return Uni.createFrom().item(outcome);
    }
}
