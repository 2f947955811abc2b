package org.socialfeed.profile;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.socialfeed.auth.Caller;
import org.socialfeed.id.Username;

/** Profiles over HTTP. */
@Path("/v1/users")
@Produces(MediaType.APPLICATION_JSON)
class ProfileResource {
    private final ProfileStore store;
    private final ProfileReader reader;
    private final Caller caller;

    ProfileResource(ProfileStore store, ProfileReader reader, Caller caller) {
        this.store = store;
        this.reader = reader;
        this.caller = caller;
    }

    @PUT
    @Path("{me}")
    @Authenticated
    public Uni<RestResponse<ProfileView>> put(
            @PathParam("me") Username me, ProfileFields.Body body, HttpHeaders headers, UriInfo request) {
        ProfileFields fields = ProfileFields.of(body);
        Precondition precondition = Precondition.of(
                headers.getRequestHeader(HttpHeaders.IF_MATCH), headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH));
        // The counts first: once the write is done, no read may fail any more.
        return reader.counts(me)
                .flatMap(counts -> store.put(me, fields, precondition)
                        .map(put -> answer(
                                put.created() ? created(request) : ResponseBuilder.ok(),
                                ProfileReader.own(put.profile(), counts))));
    }

    @GET
    @Path("{username}")
    @PermitAll
    @Cancellable
    public Uni<RestResponse<ProfileView>> get(@PathParam("username") Username username) {
        return reader.get(username, caller.user()).map(shown -> answer(ResponseBuilder.ok(), shown));
    }

    private static ResponseBuilder<ProfileView> created(UriInfo request) {
        // Relative, for what the client called the host is known to the client only.
        return ResponseBuilder.<ProfileView>create(Status.CREATED)
                .header(HttpHeaders.LOCATION, request.getAbsolutePath().getRawPath());
    }

    private static RestResponse<ProfileView> answer(ResponseBuilder<ProfileView> response, ProfileReader.Shown shown) {
        return response.entity(shown.view()).tag(shown.etag()).build();
    }
}
