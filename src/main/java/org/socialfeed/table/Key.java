package org.socialfeed.table;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The primary key of one item; made by {@link Keys} only. */
public record Key(String pk, String sk) {
    Map<String, AttributeValue> attributes() {
        return Map.of(TableSchema.PK, AttributeValue.fromS(pk), TableSchema.SK, AttributeValue.fromS(sk));
    }
}
