package org.socialfeed.id;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/** What the API's rules on text speak of: code points, not UTF-16 units. */
public final class Unicode {
    private Unicode() {}

    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The text's length in UTF-8, in bytes. */
    public static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Whether the text holds no lone surrogate, so that UTF-8 can express it. */
    public static boolean wellFormed(String text) {
        return text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    /** Whether the text holds a control character (category Cc) other than the allowed ones. */
    public static boolean hasControl(String text, IntPredicate allowed) {
        return text.codePoints()
                .anyMatch(point -> Character.getType(point) == Character.CONTROL && !allowed.test(point));
    }
}
