package org.socialfeed.auth;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.socialfeed.id.PostId;
import org.socialfeed.id.Username;
import org.socialfeed.problem.Problem;
import org.socialfeed.problem.ProblemKind;

/**
 * Checks every request before its body is read, in the order of the contract: the token (401), the path (404), then
 * whether the caller acts for themselves (403).
 *
 * <p>It goes by the names of path parameters: {@code {me}} is the caller and nobody else, {@code {postId}} a post,
 * anything else a user. So a new endpoint is guarded by naming its parameters, and can't forget to be.
 */
class PathGate {
    private static final String API = "/v1/";
    private static final String ME = "me";
    private static final String POST_ID = "postId";
    /** Which claim names the principal: the first of these that the token has. */
    private static final List<String> PRINCIPAL_CLAIMS = List.of("preferred_username", "upn", "sub");

    private final CurrentIdentityAssociation identity;
    private final Caller caller;

    PathGate(CurrentIdentityAssociation identity, Caller caller) {
        this.identity = identity;
        this.caller = caller;
    }

    /** Resolving the identity also refuses a bad token on a public endpoint. */
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    Uni<Void> check(ContainerRequestContext request) {
        return identity.getDeferredIdentity().invoke(who -> admit(request, who)).replaceWithVoid();
    }

    private void admit(ContainerRequestContext request, SecurityIdentity who) {
        var parameters = request.getUriInfo().getPathParameters();
        if (!request.getUriInfo().getPath().startsWith(API)) {
            return;
        }
        parameters.forEach((name, values) -> checkForm(name, values.get(0)));
        caller.set(principal(who).map(PathGate::username));
        String me = parameters.getFirst(ME);
        if (me != null && !caller.is(new Username(me))) {
            throw new Problem(ProblemKind.FORBIDDEN, "The token is not " + me + "'s");
        }
    }

    private static void checkForm(String name, String value) {
        boolean valid = name.equals(POST_ID)
                ? PostId.parse(value).isPresent()
                : Username.parse(value).isPresent();
        if (!valid) {
            throw Problem.notFound(name.equals(POST_ID) ? "The post" : "The user");
        }
    }

    private static Optional<Object> principal(SecurityIdentity who) {
        return Optional.of(who)
                .filter(identity -> !identity.isAnonymous())
                .map(SecurityIdentity::getPrincipal)
                .map(JsonWebToken.class::cast)
                .flatMap(token -> PRINCIPAL_CLAIMS.stream()
                        .flatMap(claim -> Stream.ofNullable(token.<Object>getClaim(claim)))
                        .findFirst());
    }

    private static Username username(Object principal) {
        return Optional.of(principal)
                .filter(String.class::isInstance)
                .flatMap(name -> Username.parse((String) name))
                .orElseThrow(() -> new Problem(
                        ProblemKind.INVALID_PRINCIPAL,
                        "A username has 3 to 30 characters of a-z, 0-9 and _; the token names something else"));
    }
}
