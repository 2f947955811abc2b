package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The values of {@code ReturnConsumedCapacity}. */
enum CapacityDetail {
    NONE,
    TOTAL,
    INDEXES;

    private static final String FIELD = "ReturnConsumedCapacity";

    /**
     * What a request asks for.
     *
     * @throws IllegalArgumentException if it is none of the three
     */
    static CapacityDetail of(ObjectNode request) {
        JsonNode asked = request.path(FIELD);
        return asked.isMissingNode() || asked.isNull() ? NONE : valueOf(asked.asText());
    }

    /** The same request asking for this. */
    ObjectNode in(ObjectNode request) {
        return request.deepCopy().put(FIELD, name());
    }
}
