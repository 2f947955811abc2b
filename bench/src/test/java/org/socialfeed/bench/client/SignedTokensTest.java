package org.socialfeed.bench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.Base64;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedTokensTest {
    @TempDir
    Path folder;

    @Test
    void anIndependentLibraryAcceptsTheToken() throws Exception {
        KeyPair pair = pair();
        Tokens tokens = tokens(pair);

        JwtClaims claims = accept(pair, tokens.of("user_7"));

        assertThat(claims.getSubject()).isEqualTo("user_7");
        assertThat(claims.getStringClaimValue("preferred_username")).isEqualTo("user_7");
        assertThat(claims.getStringClaimValue("upn")).isEqualTo("user_7");
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isEqualTo(Tokens.LIFETIME.toSeconds());
    }

    @Test
    void anotherKeyDoesNotVerifyIt() throws Exception {
        String token = tokens(pair()).of("user_7");
        KeyPair other = pair();

        assertThatThrownBy(() -> accept(other, token)).isInstanceOf(InvalidJwtException.class);
    }

    @Test
    void aUserKeepsOneToken() throws Exception {
        Tokens tokens = tokens(pair());

        assertThat(tokens.of("user_7")).isEqualTo(tokens.of("user_7")).isNotEqualTo(tokens.of("user_8"));
    }

    @Test
    void aFileWithoutKeyIsRefused() throws IOException {
        Path none = Files.writeString(folder.resolve("none.pem"), "-----BEGIN RSA PRIVATE KEY-----\n");
        Path broken = Files.writeString(
                folder.resolve("broken.pem"), "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n");

        assertThatThrownBy(() -> SignedTokens.readKey(none)).hasMessageContaining("no PKCS#8 private key");
        assertThatThrownBy(() -> SignedTokens.readKey(broken)).hasMessageContaining("no usable RSA");
    }

    private Tokens tokens(KeyPair pair) throws IOException {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        Path file = Files.writeString(folder.resolve("key.pem"), pem);
        return new SignedTokens(SignedTokens.readKey(file), "https://issuer.example", "social-feed", Clock.systemUTC());
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static JwtClaims accept(KeyPair pair, String token) throws InvalidJwtException {
        return new JwtConsumerBuilder()
                .setVerificationKey(pair.getPublic())
                .setExpectedIssuer("https://issuer.example")
                .setExpectedAudience("social-feed")
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireJwtId()
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
                .build()
                .processToClaims(token);
    }
}
