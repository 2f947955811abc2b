package org.socialfeed.problem;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** A problem as it is sent: {@code application/problem+json} (RFC 9457), for JAX-RS and for plain Vert.x handlers alike. */
public final class ProblemDocument {
    public static final String MEDIA_TYPE = "application/problem+json";
    public static final String RETRY_AFTER_SECONDS = "1";

    private ProblemDocument() {}

    public static String of(RoutingContext request, ProblemKind kind, String detail, List<Violation> violations) {
        JsonObject document = new JsonObject()
                .put("type", kind.type())
                .put("title", kind.title())
                .put("status", kind.status())
                .put("detail", detail)
                .put("instance", request.request().path())
                .put("requestId", RequestId.of(request));
        if (!violations.isEmpty()) {
            JsonArray list = new JsonArray();
            violations.forEach(violation ->
                    list.add(new JsonObject().put("field", violation.field()).put("message", violation.message())));
            document.put("violations", list);
        }
        return document.encode();
    }

    public static String of(RoutingContext request, Problem problem) {
        return of(request, problem.kind(), problem.detail(), problem.violations());
    }
}
