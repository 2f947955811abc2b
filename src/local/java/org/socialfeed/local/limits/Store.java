package org.socialfeed.local.limits;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The DynamoDB Local behind the proxy. */
final class Store {
    /** More do not make DynamoDB Local faster: it has 200 threads and one lock. */
    private static final int CONNECTIONS = 128;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI target;
    private final HttpClient http;
    private final Turns connections = new Turns(CONNECTIONS);

    /** @param executor runs what becomes of the answers */
    Store(URI target, Executor executor) {
        this.target = target;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(executor)
                .build();
    }

    /** Fails if the store is not there or takes longer than 30 seconds. */
    CompletableFuture<Reply> send(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.resolve(call.path()))
                .timeout(PATIENCE)
                .method(call.method(), BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(request::setHeader);
        return connections
                .take(() -> http.sendAsync(request.build(), BodyHandlers.ofByteArray()))
                .thenApply(response -> new Reply(response.statusCode(), response.body()));
    }
}
