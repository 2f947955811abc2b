package org.socialfeed.local;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands out tokens in development. Takes any name, so that a principal that is no valid username can be tried. */
@Path("/dev/tokens")
@IfBuildProfile("dev")
class TokenResource {
    private final DevelopmentTokens tokens;
    private final ObjectMapper json;

    TokenResource(DevelopmentTokens tokens, ObjectMapper json) {
        this.tokens = tokens;
        this.json = json;
    }

    /**
     * What may be wished of a token.
     *
     * @param expiresIn seconds, may be negative
     */
    record Wishes(
            @Nullable Long expiresIn,
            @Nullable String issuer,
            @Nullable String audience) {}

    record Token(String token) {}

    @POST
    @Path("{name}")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public Token token(@PathParam("name") String name, @Nullable String body) throws JacksonException {
        Optional<Wishes> wished =
                body == null || body.isBlank() ? Optional.empty() : Optional.of(json.readValue(body, Wishes.class));
        return new Token(tokens.token(
                name,
                wished.map(Wishes::expiresIn).map(Duration::ofSeconds).orElse(DevelopmentTokens.LIFETIME),
                wished.map(Wishes::issuer).orElse(DevelopmentKey.ISSUER),
                wished.map(Wishes::audience).orElse(DevelopmentKey.AUDIENCE)));
    }
}
