package org.socialfeed.page;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.socialfeed.problem.Problem;
import org.socialfeed.problem.ProblemKind;

/**
 * Seals positions into cursors and opens them again. A cursor is a position and nothing else, so it survives new posts
 * and new shards; its seal binds it to the list that it came from, so it is of no use in another one.
 *
 * <pre>
 *  base64url( version = 1 | position (ASCII) | first 16 bytes of HMAC-SHA256(key, version | position | NUL | list) )
 * </pre>
 */
@Singleton
public class Cursors {
    /** A key shorter than the hash weakens it (RFC 2104, section 3). */
    private static final int LEAST_KEY_BYTES = 32;

    private static final byte VERSION = 1;
    private static final int SEAL_BYTES = 16;
    private static final int MOST_CHARACTERS = 200;
    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    @Inject
    Cursors(CursorSettings settings) {
        this(settings.keys().orElseGet(Cursors::drawn));
    }

    /** @throws IllegalArgumentException if a key is not base64 or too short */
    Cursors(List<String> base64Keys) {
        this.keys = base64Keys.stream().map(Cursors::key).toList();
    }

    /** @param list names the list, and for the feed its reader */
    public String seal(String list, String position) {
        byte[] body = position.getBytes(StandardCharsets.US_ASCII);
        byte[] cursor = new byte[1 + body.length + SEAL_BYTES];
        cursor[0] = VERSION;
        System.arraycopy(body, 0, cursor, 1, body.length);
        System.arraycopy(mac(keys.get(0), list, cursor), 0, cursor, 1 + body.length, SEAL_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /** @throws Problem of kind INVALID_CURSOR if the cursor is not one that this list has given out */
    public String open(String list, String cursor) {
        byte[] bytes = decode(cursor);
        if (bytes.length <= 1 + SEAL_BYTES || bytes[0] != VERSION || !sealed(list, bytes)) {
            throw invalid();
        }
        return new String(bytes, 1, bytes.length - 1 - SEAL_BYTES, StandardCharsets.US_ASCII);
    }

    private boolean sealed(String list, byte[] cursor) {
        byte[] seal = Arrays.copyOfRange(cursor, cursor.length - SEAL_BYTES, cursor.length);
        return keys.stream().anyMatch(key -> MessageDigest.isEqual(seal, mac(key, list, cursor)));
    }

    private static byte[] mac(SecretKeySpec key, String list, byte[] cursor) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(cursor, 0, cursor.length - SEAL_BYTES);
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(list.getBytes(StandardCharsets.UTF_8)), SEAL_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, e);
        }
    }

    private static byte[] decode(String cursor) {
        if (cursor.length() > MOST_CHARACTERS) {
            throw invalid();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            // The decoder ignores stray bits at the end; one position has one cursor only.
            if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(cursor)) {
                throw invalid();
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static Problem invalid() {
        return new Problem(ProblemKind.INVALID_CURSOR, "Take the cursor from this list's `next`, or leave it out");
    }

    /** What is wrong with keys, one sentence each, without the keys themselves; empty if they can be used. */
    public static List<String> faults(List<String> base64Keys) {
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < base64Keys.size(); i++) {
            try {
                key(base64Keys.get(i));
            } catch (IllegalArgumentException e) {
                faults.add("feed.cursor.keys[" + i + "] is not base64 of at least " + LEAST_KEY_BYTES + " bytes");
            }
        }
        return faults;
    }

    private static SecretKeySpec key(String base64) {
        byte[] secret = Base64.getDecoder().decode(base64.strip());
        if (secret.length < LEAST_KEY_BYTES) {
            throw new IllegalArgumentException("A cursor key needs at least " + LEAST_KEY_BYTES + " bytes");
        }
        return new SecretKeySpec(secret, ALGORITHM);
    }

    private static List<String> drawn() {
        byte[] secret = new byte[LEAST_KEY_BYTES];
        new SecureRandom().nextBytes(secret);
        return List.of(Base64.getEncoder().encodeToString(secret));
    }
}
