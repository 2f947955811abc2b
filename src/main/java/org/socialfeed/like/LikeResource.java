package org.socialfeed.like;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.socialfeed.auth.Caller;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import org.socialfeed.page.Page;
import org.socialfeed.page.PageParams;
import org.socialfeed.post.PostStore;
import org.socialfeed.post.PostView;
import org.socialfeed.problem.Problem;

/** Likes over HTTP. */
@Path("/v1/users")
class LikeResource {
    private final LikeStore store;
    private final LikeLists lists;
    private final PageParams params;
    private final Caller caller;

    LikeResource(LikeStore store, LikeLists lists, PageParams params, Caller caller) {
        this.store = store;
        this.lists = lists;
        this.params = params;
        this.caller = caller;
    }

    @PUT
    @Path("{author}/posts/{postId}/likes/{me}")
    @Authenticated
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Like>> like(
            @PathParam("author") Username author, @PathParam("postId") PostId postId, @PathParam("me") Username me) {
        return store.like(me, new PostStore.Ref(author, postId)).map(LikeResource::answer);
    }

    @DELETE
    @Path("{author}/posts/{postId}/likes/{me}")
    @Authenticated
    public Uni<Void> unlike(
            @PathParam("author") Username author, @PathParam("postId") PostId postId, @PathParam("me") Username me) {
        return store.unlike(me, new PostStore.Ref(author, postId));
    }

    @GET
    @Path("{me}/likes")
    @Authenticated
    @Cancellable
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Page<PostView>> likes(@PathParam("me") Username me) {
        return lists.likes(me, params.in("likes/" + me));
    }

    @GET
    @Path("{author}/posts/{postId}/likes")
    @PermitAll
    @Cancellable
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Page<LikeLists.Liker>> likers(@PathParam("author") Username author, @PathParam("postId") PostId postId) {
        return lists.likers(new PostStore.Ref(author, postId), params.in("likers/" + postId), caller.user());
    }

    private static RestResponse<Like> answer(LikeOutcome outcome) {
        if (outcome instanceof LikeOutcome.Liked liked) {
            return RestResponse.status(liked.added() ? Status.CREATED : Status.OK, liked.like());
        }
        if (outcome instanceof LikeOutcome.UnknownPost) {
            throw Problem.notFound("The post");
        }
        throw Problem.profileRequired();
    }
}
