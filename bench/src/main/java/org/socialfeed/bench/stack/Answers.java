package org.socialfeed.bench.stack;

import io.vertx.core.buffer.Buffer;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.socialfeed.bench.client.Call;
import org.socialfeed.bench.client.Connections;
import org.socialfeed.bench.client.Json;
import org.socialfeed.bench.drive.Outcome;

/** What came of a request, a failure by its kind: a status with the last part of the problem's type, or a network failure. */
public final class Answers {
    private Answers() {}

    /** Exactly one of reply and failure is there. */
    public static Outcome outcome(Call call, Connections.@Nullable Reply reply, @Nullable Throwable failure) {
        if (reply == null) {
            return Outcome.failure(
                    failure == null ? "nothing" : failure.getClass().getSimpleName());
        }
        return call.operation().accepts(reply.status())
                ? Outcome.success(reply.capacity())
                : Outcome.failure(reply.status() + " " + kind(reply.body()));
    }

    private static String kind(Buffer body) {
        try {
            String type = Json.read(body.getBytes()).path("type").asText();
            return type.substring(type.lastIndexOf(':') + 1);
        } catch (UncheckedIOException e) {
            return "without a problem document";
        }
    }
}
