package org.socialfeed.post;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.socialfeed.auth.Caller;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import org.socialfeed.page.Page;
import org.socialfeed.page.PageParams;
import org.socialfeed.problem.Problem;
import org.socialfeed.problem.ProblemKind;
import org.socialfeed.profile.UserCard;

/** Posts over HTTP. */
@Path("/v1/users")
class PostResource {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String IDEMPOTENT_REPLAYED = "Idempotent-Replayed";

    private final PostStore store;
    private final PostReader reader;
    private final PageParams params;
    private final Caller caller;

    PostResource(PostStore store, PostReader reader, PageParams params, Caller caller) {
        this.store = store;
        this.reader = reader;
        this.params = params;
        this.caller = caller;
    }

    @POST
    @Path("{me}/posts")
    @Authenticated
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<PostView>> post(
            @PathParam("me") Username me, PostText.Body body, HttpHeaders headers, UriInfo request) {
        PostText text = PostText.of(body);
        Optional<IdempotencyKey> key = IdempotencyKey.of(headers.getRequestHeader(IDEMPOTENCY_KEY));
        // The author's card first: once the post is written, no read may fail any more.
        return reader.author(me)
                .flatMap(author -> store.create(me, text, key)
                        .map(PostResource::posted)
                        .flatMap(
                                posted -> show(posted, author).map(view -> created(request, view, posted.replayed()))));
    }

    @GET
    @Path("{username}/posts/{postId}")
    @PermitAll
    @Cancellable
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<PostView> get(@PathParam("username") Username username, @PathParam("postId") PostId postId) {
        return reader.get(username, postId, caller.user());
    }

    @DELETE
    @Path("{me}/posts/{postId}")
    @Authenticated
    public Uni<Void> delete(@PathParam("me") Username me, @PathParam("postId") PostId postId) {
        return store.delete(me, postId);
    }

    @GET
    @Path("{username}/posts")
    @PermitAll
    @Cancellable
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Page<PostView>> list(@PathParam("username") Username username) {
        return reader.page(username, params.in("posts/" + username), caller.user());
    }

    private Uni<PostView> show(PostOutcome.Posted posted, UserCard author) {
        return posted.replayed()
                ? reader.show(posted.post(), caller.user())
                : Uni.createFrom().item(PostView.ofNew(posted.post(), author));
    }

    private static PostOutcome.Posted posted(PostOutcome outcome) {
        if (outcome instanceof PostOutcome.Posted posted) {
            return posted;
        }
        if (outcome instanceof PostOutcome.KeyReused) {
            throw new Problem(
                    ProblemKind.IDEMPOTENCY_KEY_REUSED,
                    "The key belongs to another text; take a new key for a new post");
        }
        if (outcome instanceof PostOutcome.Deleted) {
            throw new Problem(ProblemKind.POST_DELETED, "The post of this key was deleted; nothing was created");
        }
        throw Problem.profileRequired();
    }

    private static RestResponse<PostView> created(UriInfo request, PostView post, boolean replayed) {
        // Relative, for what the client called the host is known to the client only.
        ResponseBuilder<PostView> response = ResponseBuilder.create(Status.CREATED, post)
                .header(HttpHeaders.LOCATION, request.getAbsolutePath().getRawPath() + "/" + post.id());
        return (replayed ? response.header(IDEMPOTENT_REPLAYED, true) : response).build();
    }
}
