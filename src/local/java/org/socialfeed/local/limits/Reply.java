package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the client is answered: an HTTP status and a JSON document. */
record Reply(int status, byte[] body) {
    static final int OK = 200;

    static Reply ok(JsonNode body) {
        return new Reply(OK, Json.bytes(body));
    }

    boolean isOk() {
        return status == OK;
    }

    /** @throws IllegalArgumentException if the body is no JSON object */
    ObjectNode json() {
        return Json.parse(body);
    }
}
