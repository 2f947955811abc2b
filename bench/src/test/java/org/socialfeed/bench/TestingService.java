package org.socialfeed.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.socialfeed.bench.client.Post;

/** The part of the API that a run uses, in memory, on a free loopback port; able to do wrong what a run must notice. */
public final class TestingService implements AutoCloseable {
    private static final Pattern PATH = Pattern.compile("/");
    private static final Pattern FIELD = Pattern.compile("([^&=]+)=([^&=]+)");

    private final JsonMapper json = new JsonMapper();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final HttpServer server;
    private final Set<String> profiles = new TreeSet<>();
    private final Map<String, Set<String>> following = new HashMap<>();
    private final NavigableMap<String, Post> posts = new TreeMap<>(Collections.reverseOrder());
    private final Map<String, Post> byKey = new HashMap<>();
    private final Map<String, Set<String>> likes = new HashMap<>();
    private int requests;

    /** Applied to every complete feed and to every list of an author's posts, newest first, before it is cut into pages. */
    public volatile UnaryOperator<List<Post>> feedFault = UnaryOperator.identity();

    public volatile UnaryOperator<List<Post>> listFault = UnaryOperator.identity();
    /** Ids that descend: each author's posts then come out in the wrong order. */
    volatile boolean idsDescend;
    /** Every request with a number divisible by this is answered 503. */
    volatile int refuseEvery = Integer.MAX_VALUE;

    volatile boolean forgetsProfiles;
    /** Every like is accepted and none is kept. */
    public volatile boolean forgetsLikes;
    /** What counts of likes and posts are wrong by. */
    public volatile int countsWrongBy;

    volatile int shortPage = Integer.MAX_VALUE;

    public TestingService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized int posts() {
        return posts.size();
    }

    synchronized int follows() {
        return following.values().stream().mapToInt(Set::size).sum();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        List<String> path = PATH.splitAsStream(
                        exchange.getRequestURI().getPath().substring(1))
                .toList();
        JsonNode body = json.readTree(exchange.getRequestBody());
        synchronized (this) {
            if (++requests % refuseEvery == 0) {
                exchange.getResponseHeaders().set("Retry-After", "0");
                problem(exchange, 503, "Throttled");
            } else if (path.get(0).equals("dev")) {
                send(exchange, 200, json.createObjectNode().put("token", "of-" + path.get(2)));
            } else {
                route(exchange, path, body);
            }
        }
    }

    private void route(HttpExchange exchange, List<String> path, JsonNode body) throws IOException {
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String caller = authorization.replaceFirst("^Bearer of-", "");
        String call = exchange.getRequestMethod() + (path.size() > 3 ? " " + path.get(3) : "");
        if (path.get(1).equals("feed")) {
            exchange.getResponseHeaders().set("X-Consumed-Capacity", "rcu=1.5, wcu=0, calls=3");
            list(exchange, feedFault.apply(feed(caller)));
        } else if (call.equals("GET posts") && path.size() > 4) {
            send(exchange, 200, json(Objects.requireNonNull(posts.get(path.get(4))), caller));
        } else if (call.equals("PUT posts")) {
            boolean added = !forgetsLikes
                    && likes.computeIfAbsent(path.get(4), key -> new TreeSet<>())
                            .add(caller);
            send(exchange, added ? 201 : 200, json.createObjectNode());
        } else if (call.equals("GET")) {
            send(
                    exchange,
                    200,
                    json.createObjectNode()
                            .put("posts", newest(Set.of(path.get(2))).size() + countsWrongBy));
        } else if (call.equals("GET posts")) {
            list(exchange, listFault.apply(newest(Set.of(path.get(2)))));
        } else if (!path.get(2).equals(caller)) {
            problem(exchange, 403, "Forbidden");
        } else if (call.equals("PUT")) {
            send(exchange, profiles.add(caller) ? 201 : 200, json.createObjectNode());
        } else if (forgetsProfiles || !profiles.contains(caller)) {
            problem(exchange, 409, "Profile required");
        } else if (call.equals("PUT following")) {
            boolean added =
                    following.computeIfAbsent(caller, key -> new TreeSet<>()).add(path.get(4));
            exchange.getResponseHeaders().set("X-Consumed-Capacity", "rcu=0, wcu=8.0, calls=1");
            send(exchange, added ? 201 : 200, json.createObjectNode());
        } else {
            post(exchange, caller, body.path("text").asText());
        }
    }

    private void post(HttpExchange exchange, String author, String text) throws IOException {
        String key = author + " " + exchange.getRequestHeaders().getFirst("Idempotency-Key");
        Post known = byKey.get(key);
        if (known != null) {
            exchange.getResponseHeaders().set("Idempotent-Replayed", "true");
        } else {
            int number = idsDescend ? 1_000_000 - posts.size() : posts.size();
            known = new Post(String.format(Locale.ROOT, "01%024d", number), author, text);
            posts.put(known.id(), known);
            byKey.put(key, known);
        }
        send(exchange, known.text().equals(text) ? 201 : 422, json(known));
    }

    private List<Post> feed(String reader) {
        Set<String> authors = new TreeSet<>(following.getOrDefault(reader, Set.of()));
        authors.add(reader);
        return newest(authors);
    }

    private List<Post> newest(Set<String> authors) {
        return new ArrayList<>(posts.values().stream()
                .filter(post -> authors.contains(post.author()))
                .toList());
    }

    private void list(HttpExchange exchange, List<Post> all) throws IOException {
        Map<String, String> query = new HashMap<>();
        for (MatchResult field :
                FIELD.matcher(exchange.getRequestURI().getQuery()).results().toList()) {
            query.put(field.group(1), field.group(2));
        }
        int from = Integer.parseInt(query.getOrDefault("cursor", "v1+0").substring("v1+".length()));
        int to = Math.min(from + Math.min(Integer.parseInt(query.get("limit")), shortPage), all.size());
        ObjectNode page = json.createObjectNode();
        page.putArray("items")
                .addAll(all.subList(from, to).stream().map(this::json).toList());
        if (to < all.size()) {
            page.put("next", "v1+" + to);
        }
        send(exchange, 200, page);
    }

    private ObjectNode json(Post post) {
        return json(post, "");
    }

    private ObjectNode json(Post post, String reader) {
        Set<String> likers = likes.getOrDefault(post.id(), Set.of());
        ObjectNode node = json.createObjectNode().put("id", post.id()).put("text", post.text());
        node.putObject("author").put("username", post.author());
        return node.put("likes", likers.size() + countsWrongBy).put("liked", likers.contains(reader));
    }

    private void problem(HttpExchange exchange, int status, String title) throws IOException {
        send(exchange, status, json.createObjectNode().put("title", title).put("detail", "in a test"));
    }

    private void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
