package org.socialfeed.feed;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.socialfeed.feed.Readers.Reader;
import org.socialfeed.follow.Followees;
import org.socialfeed.hot.AuthorRegistry;
import org.socialfeed.hot.PostShards;
import org.socialfeed.id.Username;
import org.socialfeed.page.Merge;
import org.socialfeed.page.Page;
import org.socialfeed.page.PageRequest;
import org.socialfeed.page.Pages;
import org.socialfeed.post.Post;
import org.socialfeed.post.PostPresenter;
import org.socialfeed.post.PostStore;
import org.socialfeed.post.PostView;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Shard;

/** Reads one page of a user's home feed: the reader → whom they follow → sources → merge → authors → likes. */
@Singleton
class FeedReader {
    private final AuthorRegistry authors;
    private final Readers readers;
    private final Followees followees;
    private final Heads heads;
    private final PostStore posts;
    private final PostPresenter presenter;
    private final Pages pages;
    private final FeedSettings settings;

    FeedReader(
            AuthorRegistry authors,
            Readers readers,
            Followees followees,
            Heads heads,
            PostStore posts,
            PostPresenter presenter,
            Pages pages,
            FeedSettings settings) {
        this.authors = authors;
        this.readers = readers;
        this.followees = followees;
        this.heads = heads;
        this.posts = posts;
        this.presenter = presenter;
        this.pages = pages;
        this.settings = settings;
    }

    /** Empty for a reader without a profile. */
    Uni<Page<PostView>> page(Username name, PageRequest request, Include include) {
        // Where posts are is asked before anything of the page is read: it holds for what was posted before that.
        Uni<Page<PostView>> skeleton = authors.fenced()
                .flatMap(shards -> readers.find(name)
                        .flatMap(found -> found.map(reader -> skeleton(reader, shards, request))
                                .orElseGet(() -> Uni.createFrom().item(Page.empty()))))
                .invoke(page -> readers.shown(name, page.items()));
        return switch (include) {
            case NONE -> skeleton;
            case LIKES ->
                skeleton.flatMap(page ->
                        presenter.withLikes(page.items(), Optional.of(name)).map(page::with));
        };
    }

    private Uni<Page<PostView>> skeleton(Reader reader, PostShards shards, PageRequest request) {
        return followees
                .of(reader.name(), reader.count())
                .map(followed -> sources(reader, followed, shards, request.position()))
                .map(sources -> new Merge<>(sources, Post.NEWEST_FIRST, settings.concurrency()))
                .flatMap(merge -> pages.fill(
                        request,
                        merge,
                        read -> presenter.withAuthors(read, reader.name(), reader.card()),
                        post -> post.id().value()));
    }

    private List<Pages.Source<Post>> sources(
            Reader reader, List<Username> followed, PostShards shards, Optional<String> position) {
        List<Pages.Source<Post>> sources = new ArrayList<>(followed.size() + 1);
        sources.add(ofReader(reader, shards, position));
        for (Username author : followed) {
            for (Shard shard : shards.of(author)) {
                sources.add(heads.ofOther(author, shard, position));
            }
        }
        return sources;
    }

    /**
     * The reader's own posts come from the table: an index never shows one's own write at once. They are cached by their
     * version if they are in one shard, where what was read can be checked against the count.
     */
    private Pages.Source<Post> ofReader(Reader reader, PostShards shards, Optional<String> position) {
        return shards.of(reader.name()).size() == 1
                ? heads.ofReader(reader.name(), Shard.FIRST, reader.count(), position)
                : posts.posts(reader.name(), shards, Freshness.CONSISTENT, position);
    }
}
