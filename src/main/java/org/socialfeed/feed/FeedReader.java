package org.socialfeed.feed;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.socialfeed.follow.FollowStore;
import org.socialfeed.id.Username;
import org.socialfeed.page.Page;
import org.socialfeed.page.PageRequest;
import org.socialfeed.page.Pages;
import org.socialfeed.page.RangeSource;
import org.socialfeed.post.PostPresenter;
import org.socialfeed.post.PostStore;
import org.socialfeed.post.PostView;
import org.socialfeed.table.FeedTable;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Keys;

/** Reads one page of a user's home feed: whom they follow → sources → merge → authors → likes. */
@ApplicationScoped
class FeedReader {
    private final FollowStore follows;
    private final PostStore posts;
    private final PostPresenter presenter;
    private final FeedTable table;
    private final Pages pages;
    private final FeedSettings settings;

    FeedReader(
            FollowStore follows,
            PostStore posts,
            PostPresenter presenter,
            FeedTable table,
            Pages pages,
            FeedSettings settings) {
        this.follows = follows;
        this.posts = posts;
        this.presenter = presenter;
        this.table = table;
        this.pages = pages;
        this.settings = settings;
    }

    Uni<Page<PostView>> page(Username reader, PageRequest request, Include include) {
        Optional<Username> caller = Optional.of(reader);
        Uni<Page<PostView>> skeleton = follows.followees(reader)
                .map(followees -> sources(reader, followees, request.position()))
                .map(sources -> new Merge(sources, settings.concurrency()))
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
    private List<FeedSource> sources(Username reader, List<Username> followees, Optional<String> position) {
        List<FeedSource> sources = new ArrayList<>(followees.size() + 1);
        sources.add(FeedSource.of(reader, posts.posts(reader, Freshness.CONSISTENT, position)));
        for (Username followee : followees) {
            sources.add(FeedSource.of(
                    followee, new RangeSource(table, Keys.feedEntries(followee), Freshness.EVENTUAL, position)));
        }
        return sources;
    }
}
