package org.socialfeed.local.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** Who signs the tokens of a run, with a key that lives as long as this process. */
final class Issuer {
    private static final String NAME = "https://issuer.local";
    private static final String AUDIENCE = "social-feed";
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final int KEY_BITS = 2048;

    private final KeyPair pair;

    private Issuer(KeyPair pair) {
        this.pair = pair;
    }

    static Issuer create() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        return new Issuer(generator.generateKeyPair());
    }

    /** What tells the service to trust it. */
    Map<String, String> environment() {
        return Map.of(
                "MP_JWT_VERIFY_PUBLICKEY",
                Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()),
                "MP_JWT_VERIFY_ISSUER",
                NAME,
                "MP_JWT_VERIFY_AUDIENCES",
                AUDIENCE);
    }

    /** A token that lets act as this user for an hour. */
    String token(String username) throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        String claims =
                "{\"iss\": \"%s\", \"aud\": \"%s\", \"sub\": \"%s\", \"preferred_username\": \"%s\", \"iat\": %d, \"exp\": %d}"
                        .formatted(NAME, AUDIENCE, username, username, now, now + LIFETIME.toSeconds());
        String signed =
                encode("{\"alg\": \"RS256\", \"typ\": \"JWT\"}".getBytes(UTF_8)) + "." + encode(claims.getBytes(UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(signed.getBytes(UTF_8));
        return signed + "." + encode(signature.sign());
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
