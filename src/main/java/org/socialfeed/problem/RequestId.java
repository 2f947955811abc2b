package org.socialfeed.problem;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The id under which a request is found in logs and problems: the client's own if it sends a plain one. */
public final class RequestId {
    public static final String HEADER = "X-Request-Id";

    private static final String KEY = RequestId.class.getName();
    /** Nothing that could break a log line or carry a payload. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** Gives the request its id, once. */
    public static String assign(RoutingContext request) {
        String id = Optional.ofNullable(request.request().getHeader(HEADER))
                .filter(sent -> PLAIN.matcher(sent).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
        request.put(KEY, id);
        return id;
    }

    public static String of(RoutingContext request) {
        String assigned = request.get(KEY);
        return assigned == null ? assign(request) : assigned;
    }
}
