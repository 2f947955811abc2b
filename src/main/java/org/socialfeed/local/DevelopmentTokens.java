package org.socialfeed.local;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs tokens for development. */
@ApplicationScoped
@IfBuildProfile("dev")
class DevelopmentTokens {
    static final Duration LIFETIME = Duration.ofHours(12);

    private final DevelopmentKey key;
    private final Clock clock;

    DevelopmentTokens(DevelopmentKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /** @param lifetime may be negative: the token has then expired already */
    String token(String username, Duration lifetime, String issuer, String audience) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(audience);
        claims.setSubject(username);
        claims.setClaim("preferred_username", username);
        claims.setIssuedAt(at(Duration.ZERO));
        claims.setExpirationTime(at(lifetime));
        claims.setJwtId(UUID.randomUUID().toString());
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", "JWT");
        signature.setKey(key.pair().getPrivate());
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("The development key signs any payload", e);
        }
    }

    private NumericDate at(Duration fromNow) {
        return NumericDate.fromMilliseconds(clock.instant().plus(fromNow).toEpochMilli());
    }
}
