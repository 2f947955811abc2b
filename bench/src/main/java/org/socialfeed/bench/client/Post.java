package org.socialfeed.bench.client;

import com.fasterxml.jackson.databind.JsonNode;

/** A post as the service shows it; a field that is absent reads as empty, and so equals nothing that was planned. */
public record Post(String id, String author, String text) {

    public static Post of(JsonNode json) {
        return new Post(
                json.path("id").asText(""),
                json.path("author").path("username").asText(""),
                json.path("text").asText(""));
    }
}
