package org.socialfeed.bench.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends a call until it is answered: 429, 503, a time-out and a broken or refused connection are tried again within the bounds of
 * a {@link BackOff}. That is safe for every call of a run, because every write of the API is idempotent. The calling thread waits. A GET whose connection
 * closes before the first byte of an answer is sent again by {@link HttpClient} itself, unseen and uncounted.
 */
public final class Wire {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final JsonMapper json = new JsonMapper();
    private final String base;
    private final Duration timeout;
    private final BackOff backOff;
    private final Observer observer;

    /** {@code timeout} is for one attempt, from sending to the last byte of the answer. */
    public Wire(URI base, Duration timeout, BackOff backOff, Observer observer) {
        this.base = base.toString().replaceFirst("/+$", "");
        this.timeout = timeout;
        this.backOff = backOff;
        this.observer = observer;
    }

    /** @throws UnexpectedAnswerException if the operation does not accept the answer, or no attempt brought one */
    Answer send(Call call) throws InterruptedException {
        for (int retry = 0; ; retry++) {
            String kind;
            String reason;
            OptionalLong retryAfter = OptionalLong.empty();
            try {
                long start = System.nanoTime();
                HttpResponse<byte[]> response = attempt(request(call));
                if (response.statusCode() != 429 && response.statusCode() != 503) {
                    return accept(call, response, Duration.ofNanos(System.nanoTime() - start));
                }
                kind = "status " + response.statusCode();
                reason = problem(response);
                retryAfter = response.headers()
                        .firstValue("Retry-After")
                        .filter(seconds -> seconds.matches("\\d{1,9}"))
                        .map(seconds -> OptionalLong.of(Long.parseLong(seconds)))
                        .orElse(retryAfter);
            } catch (IOException e) {
                kind = e.getClass().getSimpleName();
                reason = kind + (e.getMessage() == null ? "" : ": " + e.getMessage());
            }
            if (retry == backOff.retries()) {
                throw new UnexpectedAnswerException(call + ": gave up after " + (retry + 1) + " attempts, " + reason);
            }
            observer.retried(call.operation(), kind);
            TimeUnit.MILLISECONDS.sleep(backOff.before(retry, retryAfter).toMillis());
        }
    }

    private Answer accept(Call call, HttpResponse<byte[]> response, Duration latency) {
        if (!call.operation().accepts(response.statusCode())) {
            throw new UnexpectedAnswerException(call + ": " + problem(response));
        }
        boolean repeated = call.operation().foundDone(response.statusCode())
                || response.headers()
                        .firstValue("Idempotent-Replayed")
                        .filter("true"::equals)
                        .isPresent();
        Optional<Capacity> capacity =
                response.headers().firstValue(Capacity.HEADER).flatMap(Capacity::parse);
        JsonNode body = parse(response.body())
                .orElseThrow(() -> new UnexpectedAnswerException(
                        call + ": " + response.statusCode() + " with a body that is no JSON"));
        observer.answered(call.operation(), repeated, latency, capacity);
        return new Answer(body, repeated);
    }

    private HttpRequest request(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + call.path()))
                .timeout(timeout)
                .header("Accept", "application/json")
                .method(
                        call.method(),
                        call.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(call.body()));
        call.headers().forEach(request::header);
        return request.build();
    }

    private HttpResponse<byte[]> attempt(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            // HttpClient's own time-out ends with the headers; this one includes the body.
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no complete answer within " + timeout.toSeconds() + " s");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    /** Status and what an RFC 9457 problem says, or the start of whatever else was sent. */
    private String problem(HttpResponse<byte[]> response) {
        String said = parse(response.body())
                .filter(JsonNode::isObject)
                .map(problem -> (problem.path("title").asText() + ": "
                                + problem.path("detail").asText() + " "
                                + problem.path("violations").toString())
                        .strip())
                .orElseGet(() -> {
                    String text = new String(response.body(), StandardCharsets.UTF_8);
                    return text.length() > 200 ? text.substring(0, 200) + "..." : text;
                });
        return response.statusCode() + " " + said;
    }

    private Optional<JsonNode> parse(byte[] body) {
        try {
            return Optional.of(json.readTree(body));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }
}
