package org.socialfeed.local;

import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Set;

/** The key pair that development signs and checks tokens with: made at start, kept over live reloads, never stored. */
@ApplicationScoped
@IfBuildProfile("dev")
class DevelopmentKey {
    static final String ISSUER = "https://social-feed.localhost";
    static final String AUDIENCE = "social-feed";

    private static final String KEPT = "org.socialfeed.local.key";

    KeyPair pair() {
        synchronized (System.getProperties()) {
            return (KeyPair) System.getProperties().computeIfAbsent(KEPT, absent -> generate());
        }
    }

    /** Replaces what the platform would read from the configuration, which has no key in development. */
    @Produces
    @Alternative
    @Priority(1)
    @ApplicationScoped
    JWTAuthContextInfo verification() {
        JWTAuthContextInfo info = new JWTAuthContextInfo(pair().getPublic(), ISSUER);
        info.setExpectedAudience(Set.of(AUDIENCE));
        info.setSignatureAlgorithm(Set.of(SignatureAlgorithm.RS256));
        return info;
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has RSA", e);
        }
    }
}
