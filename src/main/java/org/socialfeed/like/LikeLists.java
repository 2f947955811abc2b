package org.socialfeed.like;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.socialfeed.id.Username;
import org.socialfeed.page.Page;
import org.socialfeed.page.PageRequest;
import org.socialfeed.page.Pages;
import org.socialfeed.post.Post;
import org.socialfeed.post.PostPresenter;
import org.socialfeed.post.PostStore;
import org.socialfeed.post.PostView;
import org.socialfeed.problem.Problem;
import org.socialfeed.profile.Profiles;
import org.socialfeed.profile.UserCard;
import org.socialfeed.table.Freshness;
import org.socialfeed.table.Item;

/** Reads who likes a post, and which posts a user likes. */
@Singleton
class LikeLists {
    private final LikeStore store;
    private final PostStore posts;
    private final PostPresenter presenter;
    private final Profiles profiles;
    private final Pages pages;

    LikeLists(LikeStore store, PostStore posts, PostPresenter presenter, Profiles profiles, Pages pages) {
        this.store = store;
        this.posts = posts;
        this.presenter = presenter;
        this.profiles = profiles;
        this.pages = pages;
    }

    /** A user in the list of those who like a post. */
    record Liker(Username username, String displayName, Optional<String> avatarUrl, Instant likedAt) {}

    /** Fails with NOT_FOUND if the author has no such post. */
    Uni<Page<Liker>> likers(PostStore.Ref post, PageRequest request, Optional<Username> caller) {
        // A caller's own like may be in the list, and must show there at once.
        Freshness freshness = caller.isPresent() ? Freshness.CONSISTENT : Freshness.EVENTUAL;
        return store.likers(post, freshness, request.position())
                .flatMap(edges -> pages.fill(
                        request,
                        edges.orElseThrow(() -> Problem.notFound("The post")),
                        read -> likers(read, caller),
                        liker -> liker.username().value()));
    }

    /** The caller's own list, by post, newest first; deleted posts are left out. Fails with NOT_FOUND without a profile. */
    Uni<Page<PostView>> likes(Username caller, PageRequest request) {
        return profiles.getCard(caller, Optional.of(caller))
                .flatMap(exists -> pages.fill(
                        request,
                        store.likes(caller, request.position()),
                        edges -> posts(edges, caller),
                        post -> post.id().value()))
                .flatMap(page ->
                        presenter.withLikes(page.items(), Optional.of(caller)).map(page::with));
    }

    private Uni<List<Liker>> likers(List<Item> edges, Optional<Username> caller) {
        List<Like> likes = edges.stream()
                .map(edge -> Like.of(new Username(edge.lastPart()), edge))
                .toList();
        return profiles.join(likes, Like::username, LikeLists::liker, caller);
    }

    private static Liker liker(Like like, UserCard card) {
        return new Liker(card.username(), card.displayName(), card.avatarUrl(), like.likedAt());
    }

    private Uni<List<PostView>> posts(List<Item> edges, Username caller) {
        List<PostStore.Ref> refs = edges.stream().map(LikeStore::post).toList();
        return posts.findAll(refs, Optional.of(caller)).flatMap(found -> {
            List<Post> there = refs.stream()
                    .flatMap(ref -> Stream.ofNullable(found.get(ref)))
                    .toList();
            return presenter.withAuthors(there, Optional.of(caller));
        });
    }
}
