package org.socialfeed.local.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/**
 * The HTTP side: DynamoDB's protocol, and {@code /-/limits} for whoever runs the proxy. GET there answers settings and
 * totals, {@code GET /-/limits?key=USER%23alice} those of the partition keys that begin so; POST changes settings, {@code {"scale": 0.05, "latency": true, "indexLagMillis": 1000, "reset": true}} or some
 * of these, and answers the same.
 */
final class ProxyHandler extends Handler.Abstract {
    private static final String CONTROL = "/-/limits";
    private static final int BAD_REQUEST = 400;

    /** A BatchWriteItem has at most 16 MB of items, which are less than twice that as JSON but for odd cases. */
    private static final int MOST_BYTES = 32 << 20;

    /** Those of the connection, which the client of the store sets, and those that would let a body come packed. */
    private static final Set<String> NOT_FORWARDED =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding", "accept-encoding");

    private final LimitedStore store;

    ProxyHandler(LimitedStore store) {
        this.store = store;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Content.Source.asByteArrayAsync(request, MOST_BYTES)
                .thenCompose(body -> answer(request, body))
                .exceptionally(Refusals::failed)
                .thenAccept(reply -> send(reply, response, callback));
        return true;
    }

    private CompletableFuture<Reply> answer(Request request, byte[] body) {
        if (Request.getPathInContext(request).equals(CONTROL)) {
            return CompletableFuture.completedFuture(control(request, body));
        }
        return store.answer(new Call(request.getMethod(), request.getHttpURI().getPathQuery(), headers(request), body));
    }

    private Reply control(Request request, byte[] body) {
        try {
            if (request.getMethod().equals("POST")) {
                store.change(Json.parse(body));
            }
            Fields query = Request.extractQueryParameters(request);
            return Reply.ok(store.report(Objects.requireNonNullElse(query.getValue("key"), "")));
        } catch (IllegalArgumentException e) {
            ObjectNode error = Json.object().put("message", e.getMessage());
            return new Reply(BAD_REQUEST, Json.bytes(error));
        }
    }

    private static Map<String, String> headers(Request request) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.getHeaders().forEach(field -> {
            if (!NOT_FORWARDED.contains(field.getName().toLowerCase(Locale.ROOT))) {
                headers.put(field.getName(), field.getValue());
            }
        });
        return headers;
    }

    /** The SDKs check the CRC, so it is that of the bytes sent, rewritten or not. */
    private static void send(Reply reply, Response response, Callback callback) {
        CRC32 crc = new CRC32();
        crc.update(reply.body());
        response.setStatus(reply.status());
        response.getHeaders()
                .put("Content-Type", "application/x-amz-json-1.0")
                .put("x-amzn-RequestId", UUID.randomUUID().toString())
                .put("x-amz-crc32", Long.toString(crc.getValue()))
                .put("Content-Length", reply.body().length);
        response.write(true, ByteBuffer.wrap(reply.body()), callback);
    }
}
