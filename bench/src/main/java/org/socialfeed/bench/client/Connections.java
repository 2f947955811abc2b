package org.socialfeed.bench.client;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * A given number of kept-alive HTTP/1.1 connections to one server, for measuring: unlike {@link Wire} it never waits in a thread,
 * never tries again, and takes little of the CPU that it shares with what is measured. More requests than connections wait in line.
 */
public final class Connections implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context loop = vertx.getOrCreateContext();
    private final HttpClient client;
    private final URI server;

    public Connections(URI server, int connections) {
        this.server = server;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setMaxPoolSize(connections).setKeepAliveTimeout(0));
    }

    /** An answer, whatever its status. */
    public record Reply(int status, Optional<Capacity> capacity, Buffer body) {}

    /**
     * Fails if there is no complete answer within a minute. All of it happens on the event loop: elsewhere an answer could be over
     * before anybody asks for its body.
     */
    public CompletionStage<Reply> send(Call call) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(call.method()))
                .setHost(server.getHost())
                .setPort(server.getPort())
                .setURI(call.path());
        call.headers().forEach(options::putHeader);
        Promise<Reply> reply = Promise.promise();
        loop.runOnContext(ignored -> client.request(options)
                .compose(request -> send(request, call.body()))
                .compose(response -> response.body().map(body -> reply(response, body)))
                .onComplete(reply));
        return reply.future()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Future<HttpClientResponse> send(HttpClientRequest request, String body) {
        return body.isEmpty() ? request.send() : request.send(body);
    }

    private static Reply reply(HttpClientResponse response, Buffer body) {
        Optional<Capacity> capacity =
                Optional.ofNullable(response.getHeader(Capacity.HEADER)).flatMap(Capacity::parse);
        return new Reply(response.statusCode(), capacity, body);
    }
}
