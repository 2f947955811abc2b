package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** DynamoDB's order of sort keys: text by the bytes of its UTF-8, binary by its bytes, numbers by value. */
final class KeyOrder {
    private KeyOrder() {}

    /** Of two attributes of one type. */
    static int compare(JsonNode one, JsonNode other) {
        if (one.has("N")) {
            return number(one).compareTo(number(other));
        }
        return Arrays.compareUnsigned(bytes(one), bytes(other));
    }

    private static BigDecimal number(JsonNode attribute) {
        return new BigDecimal(KeyNames.text(attribute));
    }

    private static byte[] bytes(JsonNode attribute) {
        String text = KeyNames.text(attribute);
        return attribute.has("B") ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
    }
}
