package org.socialfeed.bench.replicas;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.socialfeed.bench.client.FeedRead;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.client.SignedTokens;
import org.socialfeed.bench.plan.PlannedPost;
import org.socialfeed.bench.replicas.Write.NewLike;
import org.socialfeed.bench.replicas.Write.NewPost;
import org.socialfeed.bench.scenario.Deck;
import org.socialfeed.bench.scenario.FeedReads;

/** Requests without end: 90 % first pages of feeds, 8 % likes, 2 % posts. All users do all of it; safe for many threads. */
final class Drafts {
    private final AtomicInteger posted = new AtomicInteger();
    private final AtomicInteger liked = new AtomicInteger();
    private final List<String> users;
    private final List<Post> posts;
    private final SignedTokens tokens;
    private final Deck<Supplier<Draft>> deck;

    /** @param posts that are liked; enough of them, for when every user likes every one, likes begin again and change nothing */
    Drafts(List<String> users, List<Post> posts, SignedTokens tokens, long seed) {
        this.users = List.copyOf(users);
        this.posts = List.copyOf(posts);
        this.tokens = tokens;
        FeedReads reads = new FeedReads(users.stream().map(FeedRead::head).toList(), tokens);
        this.deck = Deck.of(
                List.of(
                        new Deck.Share<Supplier<Draft>>(90, () -> new Draft(reads.next(), Optional.empty())),
                        new Deck.Share<Supplier<Draft>>(8, () -> draft(like())),
                        new Deck.Share<Supplier<Draft>>(2, () -> draft(post()))),
                seed);
    }

    Draft next() {
        return deck.next().get();
    }

    /** A like that has not been made before; neighbours differ in user and post. */
    NewLike like() {
        int number = liked.getAndIncrement();
        int user = number % users.size();
        int post = (number / users.size() + user) % posts.size();
        return new NewLike(users.get(user), posts.get(post));
    }

    /** A post that has not been made before. */
    NewPost post() {
        int number = posted.incrementAndGet();
        String key = "replicas-" + number;
        String text = key + ": the tide brought a letter for everyone who waited by the old harbour";
        return new NewPost(new PlannedPost(number, users.get(number % users.size()), number, key, text));
    }

    private Draft draft(Write write) {
        return new Draft(write.call().bearer(tokens.of(write.by())), Optional.of(write));
    }
}
