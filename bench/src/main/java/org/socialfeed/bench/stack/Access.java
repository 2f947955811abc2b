package org.socialfeed.bench.stack;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Clock;
import org.socialfeed.bench.client.SignedTokens;
import org.socialfeed.bench.process.PackagedService;

/**
 * A key of the run's own, and tokens that it signs.
 *
 * @param signer what the service is told to trust
 */
public record Access(PublicKey signer, SignedTokens tokens) {
    public static Access fresh() {
        KeyPair pair = keyPair();
        return new Access(
                pair.getPublic(),
                new SignedTokens(
                        pair.getPrivate(), PackagedService.ISSUER, PackagedService.AUDIENCE, Clock.systemUTC()));
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has RSA", e);
        }
    }
}
