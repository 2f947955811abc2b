package org.socialfeed.bench.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WireTest {
    private static final Call CALL = Call.of(Operation.FEED, "GET", "/v1/feed");

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void throttledCallIsRepeatedAfterTheTimeAskedFor() throws Exception {
        serve(exchange -> {
            if (requests.incrementAndGet() <= 2) {
                exchange.getResponseHeaders().set("Retry-After", "1");
                answer(exchange, requests.get() == 1 ? 429 : 503, "{}");
            } else {
                exchange.getResponseHeaders().set(Capacity.HEADER, "rcu=1.5, wcu=0, calls=3");
                answer(exchange, 200, "{\"n\":1}");
            }
        });

        long start = System.nanoTime();
        Answer answer = wire(Duration.ofSeconds(5)).send(CALL);

        assertThat(answer.body().path("n").asInt()).isEqualTo(1);
        assertThat(heard).containsExactly("retry status 429", "retry status 503", "feed " + new Capacity(1.5, 0, 3));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void brokenConnectionIsRepeated() throws Exception {
        serve(exchange -> {
            if (requests.incrementAndGet() == 1) {
                exchange.close();
            } else {
                answer(exchange, 200, "{}");
            }
        });

        // Not a GET: those HttpClient sends again by itself.
        wire(Duration.ofSeconds(5)).send(Call.of(Operation.FOLLOW, "PUT", "/"));

        assertThat(heard).containsExactly("retry IOException", "follow again none");
    }

    @Test
    void timeOutCoversTheBodyAndIsBounded() {
        serve(exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
        });

        assertThatThrownBy(() -> wire(Duration.ofMillis(200)).send(CALL))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageContaining("gave up after 4 attempts");
        assertThat(requests).hasValue(4);
    }

    @Test
    void refusedConnectionIsGivenUp() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Wire wire = new Wire(URI.create("http://127.0.0.1:" + closed), Duration.ofSeconds(5), quick(), observer());

        assertThatThrownBy(() -> wire.send(CALL))
                .hasMessageContaining("GET /v1/feed: gave up after 4 attempts, ConnectException");
    }

    @Test
    void anyOtherStatusStopsAtOnceWithTheProblem() {
        serve(exchange -> {
            requests.incrementAndGet();
            answer(exchange, 409, "{\"title\":\"Profile required\",\"detail\":\"create it first\",\"status\":409}");
        });

        assertThatThrownBy(() -> wire(Duration.ofSeconds(5)).send(CALL))
                .hasMessage("GET /v1/feed: 409 Profile required: create it first");
        assertThat(requests).hasValue(1);
    }

    @Test
    void bodyThatIsNoJsonIsUnexpected() {
        serve(exchange -> answer(exchange, 200, "<html>"));

        assertThatThrownBy(() -> wire(Duration.ofSeconds(5)).send(CALL)).hasMessageContaining("no JSON");
    }

    private interface Handler {
        void on(HttpExchange exchange) throws IOException;
    }

    private void serve(Handler handler) {
        server.createContext("/", handler::on);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Wire wire(Duration timeout) {
        return new Wire(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), timeout, quick(), observer());
    }

    private static BackOff quick() {
        return new BackOff(3, Duration.ofMillis(1), Duration.ofMillis(2));
    }

    private Observer observer() {
        return new Observer() {
            @Override
            public void answered(Operation operation, boolean repeated, Duration latency, Optional<Capacity> capacity) {
                heard.add(operation.label(repeated) + " "
                        + capacity.map(Object::toString).orElse("none"));
            }

            @Override
            public void retried(Operation operation, String kind) {
                heard.add("retry " + kind);
            }
        };
    }
}
