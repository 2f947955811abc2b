package org.socialfeed.edge;

import io.vertx.core.Context;

/** Which endpoint took a request: the template of its path, such as {@code /v1/users/{username}}, never the path itself. */
final class Route {
    /** Where quarkus-rest leaves it for metrics. A name of its own making, so a test holds it. */
    private static final String LOCAL = "UrlPathTemplate";

    private static final String NONE = "none";

    private Route() {}

    /** The template, or {@code none} if no endpoint took the request: no such path or method, or it was turned away. */
    static String of(Context request) {
        String template = request.getLocal(LOCAL);
        return template == null ? NONE : template;
    }
}
