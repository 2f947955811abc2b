package org.socialfeed.feed;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.socialfeed.follow.FollowStore;
import org.socialfeed.hot.AuthorRegistry;
import org.socialfeed.hot.PostShards;
import org.socialfeed.id.Username;
import org.socialfeed.page.Merge;
import org.socialfeed.page.Page;
import org.socialfeed.page.PageRequest;
import org.socialfeed.page.Pages;
import org.socialfeed.page.RangeSource;
import org.socialfeed.post.Post;
import org.socialfeed.post.PostPresenter;
import org.socialfeed.post.PostStore;
import org.socialfeed.post.PostView;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Keys;
import org.socialfeed.table.Shard;

/** Reads one page of a user's home feed: whom they follow → sources → merge → authors → likes. */
@ApplicationScoped
class FeedReader {
    private final AuthorRegistry authors;
    private final FollowStore follows;
    private final PostStore posts;
    private final PostPresenter presenter;
    private final FeedTable table;
    private final Pages pages;
    private final FeedSettings settings;

    FeedReader(
            AuthorRegistry authors,
            FollowStore follows,
            PostStore posts,
            PostPresenter presenter,
            FeedTable table,
            Pages pages,
            FeedSettings settings) {
        this.authors = authors;
        this.follows = follows;
        this.posts = posts;
        this.presenter = presenter;
        this.table = table;
        this.pages = pages;
        this.settings = settings;
    }

    Uni<Page<PostView>> page(Username reader, PageRequest request, Include include) {
        Optional<Username> caller = Optional.of(reader);
        // Where posts are is asked before anything of the page is read: it holds for what was posted before that.
        Uni<Page<PostView>> skeleton = authors.fenced()
                .flatMap(shards -> follows.followees(reader)
                        .map(followees -> sources(reader, followees, shards, request.position())))
                .map(sources -> new Merge<>(sources, Post.NEWEST_FIRST, settings.concurrency()))
                .flatMap(merge -> pages.fill(
                        request,
                        merge,
                        read -> presenter.withAuthors(read, caller),
                        post -> post.id().value()));
        return switch (include) {
            case NONE -> skeleton;
            case LIKES ->
                skeleton.flatMap(
                        page -> presenter.withLikes(page.items(), caller).map(page::with));
        };
    }

    /** The reader's own posts come from the table: an index never shows one's own write at once. */
    private List<Pages.Source<Post>> sources(
            Username reader, List<Username> followees, PostShards shards, Optional<String> position) {
        List<Pages.Source<Post>> sources = new ArrayList<>(followees.size() + 1);
        sources.add(posts.posts(reader, shards, Freshness.CONSISTENT, position));
        for (Username followee : followees) {
            for (Shard shard : shards.of(followee)) {
                sources.add(new RangeSource(table, Keys.feedEntries(followee, shard), Freshness.EVENTUAL, position)
                        .map(item -> Post.of(followee, item)));
            }
        }
        return sources;
    }
}
