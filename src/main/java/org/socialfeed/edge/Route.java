package org.socialfeed.edge;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** Which endpoint took a request: the template of its path, such as {@code /v1/users/{username}}, never the path itself. */
final class Route {
    /** Where quarkus-rest leaves it for metrics. A name of its own making, so a test holds it. */
    private static final String LOCAL = "UrlPathTemplate";

    private static final String NONE = "none";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS");
    private static final String OTHER = "OTHER";

    private Route() {}

    /** The template, or {@code none} if no endpoint took the request: no such path or method, or it was turned away. */
    static String of(Context request) {
        String template = request.getLocal(LOCAL);
        return template == null ? NONE : template;
    }

    /** The method if it is one of HTTP's usual ones; clients may send what they like. */
    static String method(HttpServerRequest request) {
        String name = request.method().name();
        return METHODS.contains(name) ? name : OTHER;
    }
}
