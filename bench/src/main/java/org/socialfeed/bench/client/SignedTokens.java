package org.socialfeed.bench.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Tokens that the run signs itself (RS256, RFC 7515 compact form) for a service that trusts its key; signed once and kept. */
public final class SignedTokens implements Tokens {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final ConcurrentMap<String, String> signed = new ConcurrentHashMap<>();
    private final JsonMapper json = new JsonMapper();
    private final PrivateKey key;
    private final String issuer;
    private final String audience;
    private final Clock clock;

    public SignedTokens(PrivateKey key, String issuer, String audience, Clock clock) {
        this.key = key;
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
    }

    /**
     * Reads an unencrypted RSA key in PKCS#8 PEM form ({@code BEGIN PRIVATE KEY}).
     *
     * @throws IllegalArgumentException if the file holds anything else
     */
    public static PrivateKey readKey(Path pem) throws IOException {
        String text = Files.readString(pem, StandardCharsets.ISO_8859_1);
        if (!text.contains("-----BEGIN PRIVATE KEY-----")) {
            throw new IllegalArgumentException(pem + " holds no PKCS#8 private key (BEGIN PRIVATE KEY)");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(text.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", ""));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(pem + " holds no usable RSA private key", e);
        }
    }

    @Override
    public String of(String username) {
        return signed.computeIfAbsent(username, this::sign);
    }

    private String sign(String username) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("aud", audience);
        claims.put("sub", username);
        claims.put("preferred_username", username);
        claims.put("upn", username);
        claims.put("iat", now);
        claims.put("exp", now + LIFETIME.toSeconds());
        claims.put("jti", UUID.randomUUID().toString());
        try {
            String content = encode(Map.of("alg", "RS256", "typ", "JWT")) + "." + encode(claims);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw new IllegalStateException("the token of " + username + " cannot be signed", e);
        }
    }

    private String encode(Map<String, Object> part) throws JsonProcessingException {
        return BASE64.encodeToString(json.writeValueAsBytes(part));
    }
}
