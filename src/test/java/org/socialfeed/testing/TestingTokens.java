package org.socialfeed.testing;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.jwt.build.JwtSignatureBuilder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Tokens that an application configured with {@link #settings()} trusts. One key for the whole test run. */
public final class TestingTokens {
    public static final String ISSUER = "https://issuer.test";
    public static final String AUDIENCE = "social-feed-test";

    private static final String KEPT = TestingTokens.class.getName();

    private TestingTokens() {}

    public static Map<String, String> settings() {
        return Map.of(
                "mp.jwt.verify.publickey", publicKey(),
                "mp.jwt.verify.issuer", ISSUER,
                "mp.jwt.verify.audiences", AUDIENCE);
    }

    /** A good token of this user. */
    public static String token(String username) {
        return sign(claims(username));
    }

    /** Claims of a good token, to be spoiled. */
    public static JwtClaimsBuilder claims(String username) {
        return Jwt.claims()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject("subject-of-" + username)
                .preferredUserName(username)
                .expiresIn(Duration.ofHours(1));
    }

    public static String sign(JwtClaimsBuilder claims) {
        return claims.sign(pair().getPrivate());
    }

    public static String sign(JwtSignatureBuilder claims) {
        return claims.sign(pair().getPrivate());
    }

    /** The one that the application trusts. */
    static RSAPublicKey trustedKey() {
        return (RSAPublicKey) pair().getPublic();
    }

    private static String publicKey() {
        return Base64.getEncoder().encodeToString(pair().getPublic().getEncoded());
    }

    /** Kept by the JVM, for this class may be loaded more than once. */
    private static KeyPair pair() {
        synchronized (System.getProperties()) {
            return (KeyPair) System.getProperties().computeIfAbsent(KEPT, absent -> generate());
        }
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
