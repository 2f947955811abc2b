package org.socialfeed.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every failure of a request, the framework's included, into a problem document. */
class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    private final AllowedMethods methods;

    ProblemMapper(AllowedMethods methods) {
        this.methods = methods;
    }

    @ServerExceptionMapper
    Response problem(Problem problem, RoutingContext request) {
        if (problem.kind().status() >= 500) {
            LOG.warnf("%s: %s", problem.kind().type(), causeOf(problem));
        }
        return answer(problem, request);
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response unauthorized(SecurityException failure, RoutingContext request) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem ours) {
                return problem(ours, request);
            }
        }
        String detail = failure instanceof AuthenticationFailedException
                ? "The token is not valid: it is malformed, expired, or not meant for this service"
                : "This needs a token: Authorization: Bearer <JWT>";
        return answer(new Problem(ProblemKind.UNAUTHORIZED, detail), request);
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException failure, RoutingContext request) {
        return answer(new Problem(ProblemKind.FORBIDDEN, "This is not allowed"), request);
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException failure, RoutingContext request) {
        if (failure.getCause() instanceof JacksonException unreadable) {
            return unreadable(unreadable, request);
        }
        return answer(ofStatus(failure.getResponse().getStatus(), failure), request);
    }

    /** Named besides its base class, for the framework has a mapper of its own for this one. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException failure, RoutingContext request) {
        return unreadable(failure, request);
    }

    @ServerExceptionMapper
    Response unreadable(JacksonException failure, RoutingContext request) {
        return answer(new Problem(ProblemKind.MALFORMED_REQUEST, describe(failure)), request);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure, RoutingContext request) {
        LOG.error("A request failed for an unforeseen reason", failure);
        return answer(
                new Problem(ProblemKind.INTERNAL_ERROR, "The request id finds the cause in the service's log"),
                request);
    }

    private static Problem ofStatus(int status, WebApplicationException failure) {
        return switch (status) {
            case 400 -> new Problem(ProblemKind.MALFORMED_REQUEST, "The request could not be read");
            case 401 -> new Problem(ProblemKind.UNAUTHORIZED, "This needs a token: Authorization: Bearer <JWT>");
            case 403 -> new Problem(ProblemKind.FORBIDDEN, "This is not allowed");
            case 404 -> new Problem(ProblemKind.NOT_FOUND, "No such resource");
            case 405 -> new Problem(ProblemKind.METHOD_NOT_ALLOWED, "The resource does not support this method");
            case 406 -> new Problem(ProblemKind.NOT_ACCEPTABLE, "Only application/json can be had here");
            case 413 -> new Problem(ProblemKind.BODY_TOO_LARGE, "The body is too large");
            case 415 -> new Problem(ProblemKind.UNSUPPORTED_MEDIA_TYPE, "Send application/json in UTF-8");
            default -> {
                LOG.error("A request failed with a status that nothing of ours gives", failure);
                yield new Problem(ProblemKind.INTERNAL_ERROR, "The request id finds the cause in the service's log");
            }
        };
    }

    private Response answer(Problem problem, RoutingContext request) {
        Response.ResponseBuilder response = Response.status(problem.kind().status())
                .type(ProblemDocument.MEDIA_TYPE)
                .entity(ProblemDocument.of(request, problem));
        switch (problem.kind()) {
            case UNAUTHORIZED -> response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case METHOD_NOT_ALLOWED ->
                response.header(HttpHeaders.ALLOW, methods.of(request.request().path()));
            case BODY_TOO_LARGE -> response.header("Connection", "close");
            case UNAVAILABLE, THROTTLED, OVERLOADED, OUTCOME_UNKNOWN ->
                response.header(HttpHeaders.RETRY_AFTER, ProblemDocument.RETRY_AFTER_SECONDS);
            default -> {
                // Nothing to add.
            }
        }
        return response.build();
    }

    /** What is wrong and where, without Jackson's own words, which tell class names. */
    private static String describe(JacksonException failure) {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return "Unknown field: " + unknown.getPropertyName();
        }
        if (failure instanceof MismatchedInputException mismatch) {
            return mismatch.getPath().isEmpty()
                    ? "The body is not a JSON object of the expected form"
                    : "Wrong type of value: " + path(mismatch);
        }
        String where = failure.getLocation() == null
                ? ""
                : " at line " + failure.getLocation().getLineNr() + ", column "
                        + failure.getLocation().getColumnNr();
        return "The body is not valid JSON" + where;
    }

    private static String path(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static Object causeOf(Problem problem) {
        return problem.getCause() == null ? problem.detail() : problem.getCause();
    }
}
