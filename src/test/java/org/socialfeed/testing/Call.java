package org.socialfeed.testing;

import java.time.Duration;

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
}
