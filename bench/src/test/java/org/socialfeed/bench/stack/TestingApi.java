package org.socialfeed.bench.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server that keeps edges as the service does, and answers every GET with one body. */
final class TestingApi implements BeforeEachCallback, AfterEachCallback {
    private final Set<String> edges = ConcurrentHashMap.newKeySet();
    private final List<String> methods = new ArrayList<>();
    private String page = "";
    private HttpServer server;

    @SuppressWarnings("NullAway.Init") // JUnit calls beforeEach before anything else.
    TestingApi() {}

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The methods of all requests, in their order. */
    synchronized List<String> methods() {
        return List.copyOf(methods);
    }

    Set<String> edges() {
        return edges;
    }

    /** What feeds are answered from now on. */
    void answers(String json) {
        page = json;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        note(exchange.getRequestMethod());
        int status = switch (exchange.getRequestMethod()) {
            case "PUT" -> edges.add(path) ? 201 : 200;
            case "DELETE" -> {
                edges.remove(path);
                yield 204;
            }
            default -> 200;
        };
        byte[] body = status == 204 ? new byte[0] : page.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private synchronized void note(String method) {
        methods.add(method);
    }
}
