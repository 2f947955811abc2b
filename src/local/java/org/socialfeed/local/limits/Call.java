package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/**
 * A request as it came from the client, or with another body.
 *
 * @param headers without those that belong to the connection
 */
record Call(String method, String path, Map<String, String> headers, byte[] body) {
    private static final String TARGET = "X-Amz-Target";
    private static final String VERSION = "DynamoDB_20120810.";

    /** The operation's name, such as {@code Query}; empty if this is no request of DynamoDB's protocol. */
    String operation() {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(TARGET))
                .map(header -> header.getValue().substring(header.getValue().indexOf('.') + 1))
                .findAny()
                .orElse("");
    }

    Call with(ObjectNode other) {
        return new Call(method, path, headers, Json.bytes(other));
    }

    /** A request of ours on behalf of this one, in its name and region. DynamoDB Local verifies no signature. */
    Call instead(String operation, ObjectNode other) {
        Map<String, String> renamed = new HashMap<>(headers);
        renamed.keySet().removeIf(TARGET::equalsIgnoreCase);
        renamed.put(TARGET, VERSION + operation);
        return new Call(method, path, renamed, Json.bytes(other));
    }
}
