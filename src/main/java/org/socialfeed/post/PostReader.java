package org.socialfeed.post;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.socialfeed.hot.AuthorRegistry;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import org.socialfeed.page.Page;
import org.socialfeed.page.PageRequest;
import org.socialfeed.page.Pages;
import org.socialfeed.problem.Problem;
import org.socialfeed.profile.Profiles;
import org.socialfeed.profile.UserCard;
import org.socialfeed.table.Freshness;

/** Reads single posts and the posts of one author, as they are shown. */
@Singleton
class PostReader {
    private final PostStore store;
    private final PostPresenter presenter;
    private final Profiles profiles;
    private final AuthorRegistry authors;
    private final Pages pages;

    PostReader(PostStore store, PostPresenter presenter, Profiles profiles, AuthorRegistry authors, Pages pages) {
        this.store = store;
        this.presenter = presenter;
        this.profiles = profiles;
        this.authors = authors;
        this.pages = pages;
    }

    /** Fails with NOT_FOUND. */
    Uni<PostView> get(Username author, PostId id, Optional<Username> caller) {
        return store.find(new PostStore.Ref(author, id), caller.equals(Optional.of(author)))
                .map(found -> found.orElseThrow(PostReader::unknown))
                .flatMap(post -> show(post, caller));
    }

    /** The card of somebody who wants to post; fails with PROFILE_REQUIRED. */
    Uni<UserCard> author(Username caller) {
        return profiles.cards(List.of(caller), Optional.of(caller))
                .map(cards -> Optional.ofNullable(cards.get(caller)).orElseThrow(Problem::profileRequired));
    }

    /** Fails with NOT_FOUND if the author is gone. */
    Uni<PostView> show(Post post, Optional<Username> caller) {
        return presenter
                .withAuthors(List.of(post), caller)
                .flatMap(shown -> presenter.withLikes(shown, caller))
                .map(shown -> shown.stream().findFirst().orElseThrow(PostReader::unknown));
    }

    /** An author's posts, newest first; fails with NOT_FOUND if there is no such user. */
    Uni<Page<PostView>> page(Username author, PageRequest request, Optional<Username> caller) {
        Freshness freshness = caller.equals(Optional.of(author)) ? Freshness.CONSISTENT : Freshness.EVENTUAL;
        return profiles.getCard(author, caller)
                .flatMap(card -> authors.fenced()
                        .flatMap(shards -> pages.fill(
                                request,
                                store.posts(author, shards, freshness, request.position()),
                                read -> Uni.createFrom()
                                        .item(read.stream()
                                                .map(post -> PostView.of(post, card))
                                                .toList()),
                                post -> post.id().value()))
                        .flatMap(page ->
                                presenter.withLikes(page.items(), caller).map(page::with)));
    }

    private static Problem unknown() {
        return Problem.notFound("The post");
    }
}
