package org.socialfeed.bench.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** The proxy that gives each partition key of DynamoDB Local the throughput limits of DynamoDB, scaled down. */
public final class LimitsProxy implements AutoCloseable {
    private static final String MAIN = "org.socialfeed.local.limits.PartitionLimitProxy";

    private final HttpClient client =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    private final Child child;

    private LimitsProxy(Child child) {
        this.child = child;
    }

    /**
     * Starts it before the store.
     *
     * @param scale share of DynamoDB's limits that a partition key gets; 1 is all of them
     * @throws StartFailedException if the service's build has no such proxy
     */
    public static LimitsProxy start(Folders folders, URI store, double scale, long seed) throws InterruptedException {
        if (!folders.storeHas(MAIN)) {
            throw new StartFailedException(
                    "--limits needs " + MAIN + ", which is not in target/dynamodb-local/classes of this checkout");
        }
        List<String> arguments = List.of(
                "-cp",
                folders.storeClassPath(),
                MAIN,
                "--target",
                store.toString(),
                "--scale",
                String.valueOf(scale),
                "--seed",
                String.valueOf(seed));
        return new LimitsProxy(Child.start("limits-proxy", folders, Folders.java(arguments), DynamoDbLocal.PORT));
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + child.announced().group(1));
    }

    /** Forgets what was charged so far. */
    public void reset() throws InterruptedException {
        change(JsonNodeFactory.instance.objectNode().put("reset", true));
    }

    /** From now on, this share of DynamoDB's limits, and DynamoDB's latency or none. */
    public void set(double scale, boolean latency) throws InterruptedException {
        change(JsonNodeFactory.instance.objectNode().put("scale", scale).put("latency", latency));
    }

    /**
     * What was charged and refused since the last {@link #reset()}: the proxy's own JSON.
     *
     * @param keyPrefix how the partition keys begin that it is about; empty for those with the most refusals of all
     */
    public JsonNode charged(String keyPrefix) throws InterruptedException {
        String key = "?key=" + URLEncoder.encode(keyPrefix, StandardCharsets.UTF_8);
        String answer = send(request(key).GET());
        try {
            return new JsonMapper().readTree(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the limits proxy answered no JSON", e);
        }
    }

    @Override
    public void close() {
        child.close();
    }

    private void change(ObjectNode changes) throws InterruptedException {
        send(request("").header("Content-Type", "application/json").POST(BodyPublishers.ofString(changes.toString())));
    }

    private HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(uri().resolve("/-/limits" + query)).timeout(Duration.ofSeconds(10));
    }

    private String send(HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException("the limits proxy answered " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new IllegalStateException("the limits proxy does not answer", e);
        }
    }
}
