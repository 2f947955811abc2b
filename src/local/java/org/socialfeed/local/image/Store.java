package org.socialfeed.local.image;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.socialfeed.local.DynamoDbLocalProcess;

/** A DynamoDB Local within this process, in memory, with the table that the service asks for. */
final class Store {
    static final String TABLE = "social-feed";
    /** DynamoDB Local takes any key of letters and digits. */
    static final String ACCESS_KEY = "local";

    static final String REGION = "us-east-1";

    private static final String TIME_TO_LIVE =
            "{\"TimeToLiveSpecification\": {\"Enabled\": true, \"AttributeName\": \"expiresAt\"}}";

    private final URI url;

    private Store(URI url) {
        this.url = url;
    }

    /**
     * Starts it.
     *
     * @param table what CreateTable takes but the table's name, as JSON
     */
    static Store start(Path table) throws Exception {
        int port = DynamoDbLocalProcess.start("-sharedDb", "-disableTelemetry", "-inMemory");
        Store store = new Store(URI.create("http://127.0.0.1:" + port));
        store.call("CreateTable", Files.readString(table).strip());
        store.call("UpdateTimeToLive", TIME_TO_LIVE);
        return store;
    }

    URI url() {
        return url;
    }

    private void call(String operation, String body) throws IOException, InterruptedException {
        String named = "{\"TableName\": \"" + TABLE + "\", " + body.substring(1);
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                // A signature must be there; it is not looked at.
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + ACCESS_KEY + "/20260101/" + REGION
                                + "/dynamodb/aws4_request, SignedHeaders=host, Signature=none")
                .POST(BodyPublishers.ofString(named))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(operation + ": " + answer.body());
        }
    }
}
