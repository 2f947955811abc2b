package org.socialfeed.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Map.Entry;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The HTTP side of {@link TestingDynamo}: takes calls, has the rules decide them, forwards to the store. */
final class Proxy {
    private static final int CONNECTIONS_TO_STORE = 128;
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/]+)/");

    private final SharedState state;
    private final URI target;
    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setUseDaemonThread(true));
    private final HttpClient store;

    Proxy(SharedState state, URI target) {
        this.state = state;
        this.target = target;
        // The time to live stays below that of the store's own idle connections, which would be reset under a call.
        this.store = vertx.createHttpClient(
                new HttpClientOptions().setKeepAliveTimeout(5),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_TO_STORE).setMaxWaitQueueSize(-1));
    }

    /** Returns the URI at which it listens. */
    URI start() {
        var server = vertx.createHttpServer(new HttpServerOptions().setAcceptBacklog(4096))
                .requestHandler(this::take)
                .listen(0, "127.0.0.1");
        return URI.create("http://127.0.0.1:" + await(server).actualPort());
    }

    void stop() {
        await(vertx.close());
    }

    private void take(HttpServerRequest request) {
        Exchange exchange = new Exchange(request, state);
        request.body().onSuccess(body -> exchange.settle(decide(request, body.getBytes())));
    }

    private CompletableFuture<Entry<Integer, byte[]>> decide(HttpServerRequest request, byte[] body) {
        String target = request.getHeader("X-Amz-Target");
        String operation = target == null ? "" : target.substring(target.indexOf('.') + 1);
        String json = new String(body, UTF_8);
        state.record(new Call(operation, json, accessKey(request), System.nanoTime()));

        IndexLag index = new IndexLag(bytes -> forward(request, bytes), state.hidden());
        try {
            var verdict = state.verdict(operation, json);
            return verdict == null
                    ? index.forward(operation, body)
                    : verdict.apply(body, bytes -> index.forward(operation, bytes));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Entry<Integer, byte[]>> forward(HttpServerRequest request, byte[] body) {
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setHost(target.getHost())
                .setPort(target.getPort())
                .setURI(request.uri())
                .setHeaders(MultiMap.caseInsensitiveMultiMap()
                        .addAll(request.headers())
                        .remove("Content-Length")
                        .remove("Connection"));
        return store.request(options)
                .compose(call -> call.send(Buffer.buffer(body)))
                .compose(reply -> reply.body().map(bytes -> Verdict.entry(reply.statusCode(), bytes.getBytes())))
                .toCompletionStage()
                .toCompletableFuture();
    }

    private static String accessKey(HttpServerRequest request) {
        Matcher signature = CREDENTIAL.matcher(String.valueOf(request.getHeader("Authorization")));
        return signature.find() ? signature.group(1) : "";
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
