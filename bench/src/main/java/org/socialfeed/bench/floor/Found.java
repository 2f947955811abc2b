package org.socialfeed.bench.floor;

import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The key of an item that was read: the next request needs no more of it. */
record Found(String pk, String sk) {

    static Found of(Map<String, AttributeValue> item) {
        return new Found(part(item, Keys.PK), part(item, Keys.SK));
    }

    private static String part(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name).s();
    }
}
