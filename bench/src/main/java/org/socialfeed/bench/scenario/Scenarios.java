package org.socialfeed.bench.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.socialfeed.bench.client.Api;
import org.socialfeed.bench.client.Calls;
import org.socialfeed.bench.client.FeedRead;
import org.socialfeed.bench.client.Post;
import org.socialfeed.bench.client.PostPage;
import org.socialfeed.bench.client.SignedTokens;
import org.socialfeed.bench.floor.Floor;
import org.socialfeed.bench.floor.Sharded;
import org.socialfeed.bench.floor.Store;
import org.socialfeed.bench.graph.Follow;
import org.socialfeed.bench.scenario.Load.Closed;
import org.socialfeed.bench.scenario.Load.HalfOfTop;
import org.socialfeed.bench.verify.PageCheck;

/** The scenarios over a population that has been loaded. Those that write come last: what is read before is as it was loaded. */
public final class Scenarios {
    private static final int CONNECTIONS = 8;
    private static final int CROWDED = 32;
    /** Followees of a page that is read from memory. */
    private static final int CACHED = 100;
    /**
     * The most followees of whom a replica still knows the newest posts when the reader comes again: to read those of more takes
     * longer than a cached list of posts lives.
     */
    private static final int MOST_CACHED = 1_000;
    /** Pages before the first deep one. */
    private static final int SHALLOW = 5;

    private final Population population;
    private final List<Post> posts;
    private final SignedTokens tokens;
    private final Store store;
    private final long seed;
    private final Optional<PageCheck> check;

    /**
     * @param posts all posts that were loaded, in any order
     * @param check of every page that is read
     */
    public Scenarios(
            Population population,
            List<Post> posts,
            SignedTokens tokens,
            Store store,
            long seed,
            Optional<PageCheck> check) {
        this.population = population;
        this.posts = posts.stream().sorted(Comparator.comparing(Post::id)).toList();
        this.tokens = tokens;
        this.store = store;
        this.seed = seed;
        this.check = check;
    }

    /** What {@link #all} is made of, in its order. */
    public static Set<String> names(Sizes sizes) {
        Stream<String> first = Stream.of("feed-first-page", "feed-deep-pages");
        Stream<String> sweep = sizes.sweep().stream().map(Scenarios::sweepName);
        Stream<String> others =
                Stream.of("feed-cached", "famous-author", "post", "follow", "like", "hot-like", "hot-follow", "mixed");
        return Stream.of(first, sweep, others)
                .flatMap(each -> each)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String sweepName(int followees) {
        return "feed-followees-" + followees;
    }

    /** Walks feeds to learn where deep pages begin, and gives all scenarios in the order in which they are run. */
    public List<Scenario> all(Api api) throws InterruptedException {
        List<Scenario> all = new ArrayList<>();
        all.add(firstPage());
        deepPages(api).ifPresent(all::add);
        population.sizes().sweep().forEach(followees -> all.add(sweep(followees)));
        all.add(cached());
        all.add(storm());
        all.add(Scenario.writes("post", new Posts("post", population.crowd(), tokens), CONNECTIONS));
        all.add(Scenario.writes("follow", follows(population.input().users()), CONNECTIONS));
        all.add(Scenario.writes("like", likes(population.crowd(), inputPosts()), CONNECTIONS));
        all.add(hotLike());
        all.add(Scenario.writes("hot-follow", follows(List.of(Population.STAR)), CROWDED)
                .shardedAs(() -> Sharded.followers(store, Population.STAR).shards()));
        all.add(mixed());
        return all;
    }

    private Scenario firstPage() {
        List<Load> loads = List.of(new Closed(1), new Closed(CONNECTIONS), new Closed(CROWDED), new HalfOfTop());
        return Scenario.reads("feed-first-page", heads(readers()), Floor.CACHED, followees(readers()), loads);
    }

    private Optional<Scenario> deepPages(Api api) throws InterruptedException {
        List<String> walkers =
                readers().stream().limit(population.sizes().walkers()).toList();
        List<FeedRead> deep = new ArrayList<>();
        for (String walker : walkers) {
            List<FeedRead> pages = walk(api, walker);
            deep.addAll(pages.subList(Math.min(SHALLOW, pages.size()), pages.size()));
        }
        return deep.isEmpty()
                ? Optional.empty()
                : Optional.of(Scenario.reads(
                        "feed-deep-pages",
                        new FeedReads(deep, tokens, check),
                        Floor.PULL,
                        followees(walkers),
                        List.of(new Closed(CONNECTIONS))));
    }

    /** The pages of a feed that are full, as far as readers of deep pages go. */
    private List<FeedRead> walk(Api api, String reader) throws InterruptedException {
        List<FeedRead> pages = new ArrayList<>();
        Optional<FeedRead> read = Optional.of(FeedRead.head(reader));
        while (read.isPresent() && pages.size() < population.sizes().depth()) {
            PostPage page = api.feed(reader, FeedRead.LIMIT, read.get().start().map(FeedRead.Start::cursor));
            if (page.posts().size() == FeedRead.LIMIT) {
                pages.add(read.get());
            }
            read = page.next().map(cursor -> new FeedRead(reader, Optional.of(new FeedRead.Start(cursor, last(page)))));
        }
        return pages;
    }

    /** One connection: what a single page takes, by how many its reader follows. */
    private Scenario sweep(int followees) {
        return Scenario.reads(
                sweepName(followees),
                heads(List.of(Population.sweeper(followees))),
                followees <= MOST_CACHED ? Floor.CACHED : Floor.PULL,
                followees,
                List.of(new Closed(1)));
    }

    /** A page of many followees, all of them in memory: what the service itself costs. */
    private Scenario cached() {
        List<String> reader = List.of(Population.sweeper(CACHED));
        return Scenario.reads(
                        "feed-cached", heads(reader), Floor.CACHED, CACHED, List.of(new Closed(1), new Closed(CROWDED)))
                .fromMemory();
    }

    private Scenario storm() {
        return Scenario.reads("famous-author", heads(population.storm()), Floor.CACHED, 1, List.of(new Closed(CROWDED)))
                .fromMemory();
    }

    private Scenario hotLike() {
        Post post = posts.stream()
                .filter(each -> each.author().equals(Population.STAR))
                .findFirst()
                .orElseThrow();
        return Scenario.writes("hot-like", likes(population.crowd(), List.of(post)), CROWDED)
                .shardedAs(() -> Sharded.likers(store, post).shards());
    }

    private Scenario mixed() {
        return Scenario.writes(
                "mixed",
                new Mix(Deck.of(
                        List.of(
                                new Deck.Share<>(90, heads(readers())),
                                new Deck.Share<>(8, likes(readers(), inputPosts())),
                                new Deck.Share<>(2, new Posts("mixed", readers(), tokens))),
                        seed)),
                CONNECTIONS);
    }

    private FeedReads heads(List<String> readers) {
        return new FeedReads(readers.stream().map(FeedRead::head).toList(), tokens, check);
    }

    private Operations follows(List<String> followees) {
        return new Edges<>(
                population.crowd(),
                followees,
                (follower, followee) -> Calls.follow(new Follow(follower, followee)),
                (follower, followee) -> Calls.unfollow(new Follow(follower, followee)),
                tokens);
    }

    private Operations likes(List<String> likers, List<Post> liked) {
        return new Edges<>(likers, liked, Calls::like, Calls::unlike, tokens);
    }

    /** Users of the input who follow somebody, drawn by the seed. */
    private List<String> readers() {
        Map<String, List<String>> followees = population.input().followees();
        Stream<String> following = population.input().users().stream().filter(followees::containsKey);
        return Population.shuffled(following.toList(), seed).stream()
                .limit(population.sizes().readers())
                .toList();
    }

    private int followees(List<String> readers) {
        Map<String, List<String>> followees = population.input().followees();
        return (int) Math.round(readers.stream()
                .mapToInt(reader -> followees.getOrDefault(reader, List.of()).size())
                .average()
                .orElse(0));
    }

    private List<Post> inputPosts() {
        return Population.shuffled(
                posts.stream()
                        .filter(post -> !post.author().startsWith("bench_"))
                        .toList(),
                seed);
    }

    private static String last(PostPage page) {
        return page.posts().get(page.posts().size() - 1).id();
    }
}
