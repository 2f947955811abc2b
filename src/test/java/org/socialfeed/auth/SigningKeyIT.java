package org.socialfeed.auth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.PackagedService;
import org.socialfeed.testing.TestingTokens;

/** The service with a key on an elliptic curve, where all other tests have an RSA key. */
class SigningKeyIT {
    private static final LocalDynamoResource STORE = new LocalDynamoResource();
    private static final KeyPair TRUSTED = curveKey();

    @SuppressWarnings("NullAway.Init") // JUnit calls start before anything else.
    private static PackagedService service;

    @BeforeAll
    static void start() {
        Map<String, String> settings = STORE.start();
        settings.put(
                "mp.jwt.verify.publickey",
                Base64.getEncoder().encodeToString(TRUSTED.getPublic().getEncoded()));
        settings.put("mp.jwt.verify.publickey.algorithm", "ES256");
        service = PackagedService.start(settings).awaitReadiness(200);
    }

    @AfterAll
    static void stop() {
        service.close();
        STORE.stop();
    }

    @Test
    void acceptsATokenSignedByTheTrustedKey() {
        feedWith(signed(TRUSTED)).statusCode(200);
    }

    @Test
    void refusesATokenSignedByAnotherKeyOfTheSameKind() {
        feedWith(signed(curveKey())).statusCode(401).header("WWW-Authenticate", equalTo("Bearer"));
    }

    @Test
    void refusesATokenSignedByAKeyOfAnotherKind() {
        feedWith(TestingTokens.token("alice")).statusCode(401);
    }

    private static ValidatableResponse feedWith(String token) {
        return given().header("Authorization", "Bearer " + token)
                .get(service.api() + "/v1/feed")
                .then();
    }

    private static String signed(KeyPair key) {
        return TestingTokens.claims("alice")
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .sign(key.getPrivate());
    }

    private static KeyPair curveKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
