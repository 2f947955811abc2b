package org.socialfeed.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One request that reached {@link TestingDynamo}, whatever became of it.
 *
 * @param operation the DynamoDB operation, such as {@code Query}
 * @param body the JSON the client sent
 * @param accessKey whose signature it has; empty if it has none
 * @param nanos when its last byte arrived, by {@link System#nanoTime()}
 */
public record Call(String operation, String body, String accessKey, long nanos) {
    /** How long after the other call this one arrived; negative if it came first. */
    public Duration since(Call other) {
        return Duration.ofNanos(nanos - other.nanos);
    }

    /** The keys that a BatchGetItem asks for, of all tables, each as its JSON; none for any other operation. */
    public List<String> batchKeys() {
        List<String> keys = new ArrayList<>();
        for (JsonNode table : Json.parse(body.getBytes(StandardCharsets.UTF_8)).path("RequestItems")) {
            table.path("Keys").forEach(key -> keys.add(key.toString()));
        }
        return keys;
    }
}
