package org.socialfeed.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * One request that reached {@link TestingDynamo}, whatever became of it.
 *
 * @param operation the DynamoDB operation, such as {@code Query}
 * @param body the JSON the client sent
 * @param nanos when its last byte arrived, by {@link System#nanoTime()}
 */
public record Call(String operation, String body, long nanos) {
    /** How long after the other call this one arrived; negative if it came first. */
    public Duration since(Call other) {
        return Duration.ofNanos(nanos - other.nanos);
    }

    /** The keys that a BatchGetItem asks for, of all tables, each as its JSON; none for any other operation. */
    public List<String> batchKeys() {
        return StreamSupport.stream(
                        Json.parse(body.getBytes(StandardCharsets.UTF_8))
                                .path("RequestItems")
                                .spliterator(),
                        false)
                .flatMap(table -> StreamSupport.stream(table.path("Keys").spliterator(), false))
                .map(Object::toString)
                .toList();
    }
}
