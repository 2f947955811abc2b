package org.socialfeed.feed;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.socialfeed.feed.Readers.Reader;
import org.socialfeed.follow.Followees;
import org.socialfeed.id.Username;
import org.socialfeed.page.Page;
import org.socialfeed.page.PageRequest;
import org.socialfeed.page.Pages;
import org.socialfeed.post.PostPresenter;
import org.socialfeed.post.PostView;
import org.socialfeed.table.Keys;

/** Reads one page of a user's home feed: the reader → whom they follow → sources → merge → authors → likes. */
@ApplicationScoped
class FeedReader {
    private final Readers readers;
    private final Followees followees;
    private final Heads heads;
    private final PostPresenter presenter;
    private final Pages pages;
    private final FeedSettings settings;

    FeedReader(
            Readers readers,
            Followees followees,
            Heads heads,
            PostPresenter presenter,
            Pages pages,
            FeedSettings settings) {
        this.readers = readers;
        this.followees = followees;
        this.heads = heads;
        this.presenter = presenter;
        this.pages = pages;
        this.settings = settings;
    }

    /** Empty for a reader without a profile. */
    Uni<Page<PostView>> page(Username name, PageRequest request, Include include) {
        Uni<Page<PostView>> skeleton = readers.find(name)
                .flatMap(found -> found.map(reader -> skeleton(reader, request))
                        .orElseGet(() -> Uni.createFrom().item(Page.empty())))
                .invoke(page -> readers.shown(name, page.items()));
        return switch (include) {
            case NONE -> skeleton;
            case LIKES ->
                skeleton.flatMap(page ->
                        presenter.withLikes(page.items(), Optional.of(name)).map(page::with));
        };
    }

    private Uni<Page<PostView>> skeleton(Reader reader, PageRequest request) {
        return followees
                .of(reader.name(), reader.count())
                .map(followed -> sources(reader, followed, request.position()))
                .map(sources -> new Merge(sources, settings.concurrency()))
                .flatMap(merge -> pages.fill(
                        request,
                        merge,
                        read -> presenter.withAuthors(read, reader.name(), reader.card()),
                        post -> post.id().value()));
    }

    /** The reader's own posts come from the table: an index never shows one's own write at once. */
    private List<FeedSource> sources(Reader reader, List<Username> followed, Optional<String> position) {
        List<FeedSource> sources = new ArrayList<>(followed.size() + 1);
        sources.add(heads.ofReader(reader.name(), Keys.posts(reader.name()), reader.count(), position));
        for (Username author : followed) {
            sources.add(heads.ofOther(author, Keys.feedEntries(author), position));
        }
        return sources;
    }
}
