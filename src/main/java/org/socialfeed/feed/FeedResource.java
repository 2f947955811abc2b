package org.socialfeed.feed;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;
import org.socialfeed.auth.Caller;
import org.socialfeed.page.Cursors;
import org.socialfeed.page.Page;
import org.socialfeed.page.PageParams;
import org.socialfeed.post.PostView;

/** The home feed over HTTP. */
@Path("/v1/feed")
class FeedResource {
    private final FeedReader reader;
    private final Cursors cursors;
    private final Caller caller;

    FeedResource(FeedReader reader, Cursors cursors, Caller caller) {
        this.reader = reader;
        this.cursors = cursors;
        this.caller = caller;
    }

    @GET
    @Authenticated
    @Cancellable
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Page<PostView>> get(@BeanParam PageParams params, @QueryParam("include") @Nullable String include) {
        return reader.page(caller.get(), params.in("feed/" + caller.get(), cursors), Include.of(include));
    }
}
