package org.socialfeed.bench.client;

import java.util.HashMap;
import java.util.Map;

/** A request that may be sent any number of times; an empty {@code body} is none. */
public record Call(Operation operation, String method, String path, Map<String, String> headers, String body) {

    static Call of(Operation operation, String method, String path) {
        return new Call(operation, method, path, Map.of(), "");
    }

    public Call with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Call(operation, method, path, Map.copyOf(more), body);
    }

    /** The same request to another path. */
    public Call to(String other) {
        return new Call(operation, method, other, headers, body);
    }

    public Call bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    Call json(String json) {
        return new Call(operation, method, path, headers, json).with("Content-Type", "application/json");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
