package org.socialfeed.testing;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map.Entry;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** One call from its arrival to its end: answered, dropped by us, or given up by the client. */
final class Exchange {
    private static final int SERVER_ERROR = 500;

    private final HttpServerRequest request;
    private final AtomicInteger inFlight;
    private final AtomicInteger cancelled;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Context context = Vertx.currentContext();
    private @Nullable CompletableFuture<Entry<Integer, byte[]>> reply;

    /** To be made on the request's event loop. */
    Exchange(HttpServerRequest request, SharedState state) {
        this.request = request;
        this.inFlight = state.inFlight();
        this.cancelled = state.cancelled();
        state.maxInFlight().accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        request.response().closeHandler(closed -> clientLeft());
    }

    /** To be called on the request's event loop; the reply may come on any thread. */
    void settle(CompletableFuture<Entry<Integer, byte[]>> reply) {
        this.reply = reply;
        // The message is for whoever reads the log of the test: the store is down or a rule threw.
        Future.fromCompletionStage(reply, context)
                .otherwise(e -> DynamoError.of(SERVER_ERROR, "InternalServerError", "TestingDynamo failed: " + e))
                .onSuccess(this::end);
    }

    private void clientLeft() {
        if (finish()) {
            cancelled.incrementAndGet();
            if (reply != null) {
                // A call that hangs must not go to the store once it is released.
                reply.cancel(false);
            }
        }
    }

    private void end(Entry<Integer, byte[]> answer) {
        if (!finish()) {
            return;
        }
        if (answer.getKey() == Verdict.NO_REPLY) {
            request.connection().close();
        } else {
            send(answer.getKey(), answer.getValue());
        }
    }

    /**
     * The headers are written here for every reply, as DynamoDB does: the SDK checks the CRC, so it must be that of the
     * bytes sent, rewritten or not.
     */
    private void send(int status, byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(body);
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .putHeader("x-amzn-RequestId", UUID.randomUUID().toString())
                .putHeader("x-amz-crc32", Long.toString(crc.getValue()))
                .end(Buffer.buffer(body));
    }

    private boolean finish() {
        boolean first = over.compareAndSet(false, true);
        if (first) {
            inFlight.decrementAndGet();
        }
        return first;
    }
}
