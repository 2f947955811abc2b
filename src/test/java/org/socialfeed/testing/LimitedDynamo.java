package org.socialfeed.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.socialfeed.local.ChildJvm;

/**
 * The partition-limit proxy before a DynamoDB Local, in a process of its own: it holds every partition key to DynamoDB's
 * limits, or a part of them, and counts. Latency and index lag are off until asked for.
 *
 * <pre>{@code
 * LimitedDynamo limited = LimitedDynamo.before(local.uri()).scale(0.05);
 * }</pre>
 */
public final class LimitedDynamo implements AutoCloseable {
    private static final String MAIN_CLASS = "org.socialfeed.local.limits.PartitionLimitProxy";
    private static final String HEAP = "512m";
    private static final int OK = 200;

    private final ChildJvm child;
    private final HttpClient http = HttpClient.newHttpClient();

    private LimitedDynamo(ChildJvm child) {
        this.child = child;
    }

    /** Starts the proxy on a free port of loopback before the store at this URI, with the real limits. */
    public static LimitedDynamo before(URI target) {
        return new LimitedDynamo(ChildJvm.start(MAIN_CLASS, HEAP, List.of("--target", target.toString())));
    }

    /** The endpoint for the client under test. */
    public URI url() {
        return child.uri();
    }

    public Process process() {
        return child.process();
    }

    /** The part of DynamoDB's limits that a partition key has: 1 for 1,000 write and 3,000 read units a second. */
    public LimitedDynamo scale(double scale) {
        return change(Json.object().put("scale", scale));
    }

    /** Whether answers take as long as DynamoDB's: a median of 4 ms, 30 ms at the 99th percentile. */
    public LimitedDynamo latency(boolean on) {
        return change(Json.object().put("latency", on));
    }

    /** The longest that an index is behind; zero lets it catch up at once. */
    public LimitedDynamo indexLag(Duration longest) {
        return change(Json.object().put("indexLagMillis", longest.toMillis()));
    }

    /** Fills all buckets and counts from zero. */
    public LimitedDynamo reset() {
        return change(Json.object().put("reset", true));
    }

    /** What became of the requests to a partition, as the proxy counts. */
    public record Totals(
            String table,
            Optional<String> index,
            String key,
            String access,
            long requests,
            double units,
            long throttled,
            long conflicts) {}

    /** The 100 partitions with the most refusals, and of equal ones those that consumed most, first. */
    public List<Totals> totals() {
        return totals("");
    }

    /** Those of keys that begin so. */
    public List<Totals> totals(String keyPrefix) {
        List<Totals> totals = new ArrayList<>();
        String query = "?key=" + URLEncoder.encode(keyPrefix, StandardCharsets.UTF_8);
        for (JsonNode each : control("GET", query, BodyPublishers.noBody()).path("partitions")) {
            totals.add(new Totals(
                    each.path("table").asText(),
                    Optional.ofNullable(each.get("index")).map(JsonNode::asText),
                    each.path("key").asText(),
                    each.path("access").asText(),
                    each.path("requests").asLong(),
                    each.path("units").asDouble(),
                    each.path("throttled").asLong(),
                    each.path("conflicts").asLong()));
        }
        return totals;
    }

    /** The reads, {@code READ}, or writes, {@code WRITE}, of one partition key of the table; zeros if there were none. */
    public Totals totals(String key, String access) {
        return totals(Optional.empty(), key, access);
    }

    /** Likewise of an index. */
    public Totals totals(String index, String key, String access) {
        return totals(Optional.of(index), key, access);
    }

    private Totals totals(Optional<String> index, String key, String access) {
        return totals(key).stream()
                .filter(each -> each.index().equals(index)
                        && each.key().equals(key)
                        && each.access().equals(access))
                .findAny()
                .orElse(new Totals("", index, key, access, 0, 0, 0, 0));
    }

    private LimitedDynamo change(ObjectNode changes) {
        control("POST", "", BodyPublishers.ofByteArray(Json.bytes(changes)));
        return this;
    }

    private ObjectNode control(String method, String query, HttpRequest.BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(url().resolve("/-/limits" + query))
                .method(method, body)
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() != OK) {
                throw new IllegalArgumentException(Json.parse(response.body()).toString());
            }
            return Json.parse(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops the proxy, not the store. */
    @Override
    public void close() {
        child.close();
    }
}
