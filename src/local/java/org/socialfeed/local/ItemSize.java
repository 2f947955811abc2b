package org.socialfeed.local;

import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * How many bytes of an item DynamoDB charges for, by the Developer Guide's page "DynamoDB item sizes and formats".
 *
 * <p>The guide gives the size of a number as an approximation; here it is exact but for a byte.
 */
final class ItemSize {
    /** What a list or map costs beside its content. */
    private static final int COLLECTION = 3;

    /** What each element of a list or map costs beside itself. */
    private static final int ELEMENT = 1;

    private ItemSize() {}

    /** The bytes of all names and values; 0 for the empty map, which stands for no item. */
    static int of(Map<String, AttributeValue> item) {
        int bytes = 0;
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            bytes += utf8(attribute.getKey()) + value(attribute.getValue());
        }
        return bytes;
    }

    private static int value(AttributeValue value) {
        if (value.getS() != null) {
            return utf8(value.getS());
        }
        if (value.getN() != null) {
            return number(value.getN());
        }
        if (value.getB() != null) {
            return value.getB().remaining();
        }
        if (value.getM() != null) {
            return COLLECTION + ELEMENT * value.getM().size() + of(value.getM());
        }
        if (value.getL() != null) {
            List<AttributeValue> elements = value.getL();
            return COLLECTION + ELEMENT * elements.size() + sum(elements, ItemSize::value);
        }
        if (value.getSS() != null) {
            return sum(value.getSS(), ItemSize::utf8);
        }
        if (value.getNS() != null) {
            return sum(value.getNS(), ItemSize::number);
        }
        if (value.getBS() != null) {
            return sum(value.getBS(), ByteBuffer::remaining);
        }
        // A boolean or null.
        return 1;
    }

    /** A byte for every two significant digits, one for the exponent and one for the sign of what is below zero. */
    private static int number(String text) {
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        return (number.precision() + 1) / 2 + 1 + (number.signum() < 0 ? 1 : 0);
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static <T> int sum(Collection<T> values, ToIntFunction<T> size) {
        return values.stream().mapToInt(size).sum();
    }
}
