package org.socialfeed.follow;

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
import org.socialfeed.id.Username;
import org.socialfeed.page.Page;
import org.socialfeed.page.PageParams;
import org.socialfeed.problem.Problem;
import org.socialfeed.problem.ProblemKind;
import org.socialfeed.table.Freshness;

/** Follow edges over HTTP. */
@Path("/v1/users")
class FollowResource {
    private final FollowStore store;
    private final FollowLists lists;
    private final PageParams params;
    private final Caller caller;

    FollowResource(FollowStore store, FollowLists lists, PageParams params, Caller caller) {
        this.store = store;
        this.lists = lists;
        this.params = params;
        this.caller = caller;
    }

    @PUT
    @Path("{me}/following/{other}")
    @Authenticated
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Follow>> follow(@PathParam("me") Username me, @PathParam("other") Username other) {
        if (me.equals(other)) {
            throw new Problem(ProblemKind.SELF_FOLLOW, "Your own posts are in your feed already");
        }
        return store.follow(me, other).map(FollowResource::answer);
    }

    @DELETE
    @Path("{me}/following/{other}")
    @Authenticated
    public Uni<Void> unfollow(@PathParam("me") Username me, @PathParam("other") Username other) {
        return store.unfollow(me, other);
    }

    @DELETE
    @Path("{me}/followers/{follower}")
    @Authenticated
    public Uni<Void> removeFollower(@PathParam("me") Username me, @PathParam("follower") Username follower) {
        return store.unfollow(follower, me);
    }

    @GET
    @Path("{username}/following/{other}")
    @PermitAll
    @Cancellable
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Follow> get(@PathParam("username") Username username, @PathParam("other") Username other) {
        Freshness freshness = caller.is(username) || caller.is(other) ? Freshness.CONSISTENT : Freshness.EVENTUAL;
        return store.find(username, other, freshness)
                .map(found -> found.orElseThrow(() -> Problem.notFound("The follow edge")));
    }

    @GET
    @Path("{username}/following")
    @PermitAll
    @Cancellable
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Page<FollowLists.Entry>> following(@PathParam("username") Username username) {
        return lists.following(username, params.in("following/" + username), caller.user());
    }

    @GET
    @Path("{username}/followers")
    @PermitAll
    @Cancellable
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Page<FollowLists.Entry>> followers(@PathParam("username") Username username) {
        return lists.followers(username, params.in("followers/" + username), caller.user());
    }

    private static RestResponse<Follow> answer(FollowOutcome outcome) {
        if (outcome instanceof FollowOutcome.Following following) {
            return RestResponse.status(following.added() ? Status.CREATED : Status.OK, following.edge());
        }
        if (outcome instanceof FollowOutcome.UnknownUser) {
            throw Problem.notFound("The user");
        }
        if (outcome instanceof FollowOutcome.LimitReached) {
            throw new Problem(ProblemKind.FOLLOW_LIMIT, "Unfollow somebody first");
        }
        throw Problem.profileRequired();
    }
}
