package org.socialfeed.id;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Fingerprints of texts: for comparing, not for secrets. */
public final class Sha256 {
    private Sha256() {}

    /** The 32 bytes of the SHA-256 hash of the text in UTF-8 (FIPS 180-4). */
    public static byte[] of(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
