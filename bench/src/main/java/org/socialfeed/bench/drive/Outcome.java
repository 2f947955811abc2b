package org.socialfeed.bench.drive;

import java.util.Optional;
import org.socialfeed.bench.client.Capacity;

/**
 * How an operation ended.
 *
 * @param error one of a few kinds, such as {@code status 503} or the name of a network failure; empty if it succeeded
 * @param capacity what it cost in DynamoDB, if that was told
 */
public record Outcome(Optional<String> error, Optional<Capacity> capacity) {

    public static Outcome success(Optional<Capacity> capacity) {
        return new Outcome(Optional.empty(), capacity);
    }

    public static Outcome failure(String kind) {
        return new Outcome(Optional.of(kind), Optional.empty());
    }
}
