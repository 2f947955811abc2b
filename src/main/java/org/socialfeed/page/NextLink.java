package org.socialfeed.page;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Adds the next page's address as a {@code Link} header (RFC 8288), relative, with all other parameters as they were. */
class NextLink {
    private static final String CURSOR = "cursor=";

    @ServerResponseFilter
    void link(ContainerResponseContext response, UriInfo request) {
        if (response.getEntity() instanceof Page<?> page) {
            page.next()
                    .ifPresent(next -> response.getHeaders()
                            .putSingle(
                                    HttpHeaders.LINK,
                                    "<" + address(request.getRequestUri(), next) + ">; rel=\"next\""));
        }
    }

    private static String address(URI now, String next) {
        Stream<String> others = Stream.ofNullable(now.getRawQuery())
                .flatMap(query -> Stream.of(query.split("&")))
                .filter(parameter -> !parameter.startsWith(CURSOR));
        // A cursor has no character that a query would have to escape.
        return now.getRawPath() + "?"
                + Stream.concat(others, Stream.of(CURSOR + next)).collect(Collectors.joining("&"));
    }
}
