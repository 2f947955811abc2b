package org.socialfeed.local.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;

/** One user's calls of the API. */
record Client(HttpClient http, int port, String user, String token) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static Client of(Service service, Issuer issuer, String user) throws GeneralSecurityException {
        return new Client(HttpClient.newHttpClient(), service.port(), user, issuer.token(user));
    }

    /** What the service answers, as JSON; fails if its status is another. */
    JsonNode call(int expected, String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
        if (body.isEmpty()) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IllegalStateException("%s %s of %s: %d instead of %d: %s"
                    .formatted(method, path, user, answer.statusCode(), expected, answer.body()));
        }
        return JSON.readTree(answer.body());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return call(200, "GET", path, "");
    }

    /** Makes the user's profile. */
    void join() throws IOException, InterruptedException {
        call(201, "PUT", "/v1/users/" + user, "{\"displayName\": \"" + user + "\"}");
    }

    /** Posts this and returns the post's id. */
    String post(String text) throws IOException, InterruptedException {
        return call(201, "POST", "/v1/users/" + user + "/posts", "{\"text\": \"" + text + "\"}")
                .get("id")
                .asText();
    }
}
