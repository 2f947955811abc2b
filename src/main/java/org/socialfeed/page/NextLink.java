package org.socialfeed.page;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Adds the next page's address as a {@code Link} header (RFC 8288), relative, with all other parameters as they were. */
class NextLink {
    @ServerResponseFilter
    void link(ContainerResponseContext response, UriInfo request) {
        if (response.getEntity() instanceof Page<?> page) {
            page.next()
                    .ifPresent(next -> response.getHeaders()
                            .putSingle(HttpHeaders.LINK, "<" + address(request, next) + ">; rel=\"next\""));
        }
    }

    private static String address(UriInfo request, String next) {
        URI uri =
                request.getRequestUriBuilder().replaceQueryParam("cursor", next).build();
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }
}
