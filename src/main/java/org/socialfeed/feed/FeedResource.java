package org.socialfeed.feed;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.socialfeed.auth.Caller;
import org.socialfeed.page.Page;
import org.socialfeed.page.PageParams;
import org.socialfeed.post.PostView;
import org.socialfeed.problem.Violations;

/** The home feed over HTTP. */
@Path("/v1/feed")
class FeedResource {
    private final FeedReader reader;
    private final PageParams params;
    private final Caller caller;

    FeedResource(FeedReader reader, PageParams params, Caller caller) {
        this.reader = reader;
        this.params = params;
        this.caller = caller;
    }

    @GET
    @Authenticated
    @Cancellable
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Page<PostView>> get() {
        Violations violations = new Violations();
        Include include = Include.of(params.values(Include.PARAMETER), violations);
        return reader.page(caller.get(), params.in("feed/" + caller.get(), violations), include);
    }
}
