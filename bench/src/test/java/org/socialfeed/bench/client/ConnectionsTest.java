package org.socialfeed.bench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.socialfeed.bench.client.Connections.Reply;

@Timeout(30)
class ConnectionsTest {
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;
    private Connections connections;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            byte[] body =
                    (exchange.getRequestMethod() + " " + exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set(Capacity.HEADER, "rcu=1.5, wcu=0, calls=3");
            exchange.sendResponseHeaders(503, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        connections = new Connections(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), 2);
    }

    @AfterEach
    void stop() {
        connections.close();
        server.stop(0);
    }

    @Test
    void anyAnswerIsHandedOverAndNotAskedForAgain() {
        Reply reply = send();

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.capacity()).contains(new Capacity(1.5, 0, 3));
        assertThat(reply.body().toString(StandardCharsets.UTF_8)).isEqualTo("GET /v1/feed?limit=20&cursor=a%2Bb");
        assertThat(requests).hasValue(1);
    }

    @Test
    void everyRequestFromAnotherThreadIsAnswered() {
        for (int request = 0; request < 300; request++) {
            send();
        }

        assertThat(requests).hasValue(300);
    }

    @Test
    void brokenConnectionIsAFailure() {
        server.stop(0);

        assertThatThrownBy(this::send).isInstanceOf(CompletionException.class);
    }

    private Reply send() {
        return connections
                .send(Calls.feed(20, Optional.of("a+b")))
                .toCompletableFuture()
                .join();
    }
}
