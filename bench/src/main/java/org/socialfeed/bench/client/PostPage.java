package org.socialfeed.bench.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A page of a list of posts; {@code next} is absent exactly when the list has ended. */
public record PostPage(List<Post> posts, Optional<String> next) {

    public PostPage {
        posts = List.copyOf(posts);
    }

    static PostPage of(JsonNode json) {
        if (!json.path("items").isArray()) {
            throw new UnexpectedAnswerException("a list without items: " + json);
        }
        return new PostPage(
                StreamSupport.stream(json.path("items").spliterator(), false)
                        .map(Post::of)
                        .toList(),
                Optional.of(json.path("next")).filter(JsonNode::isTextual).map(JsonNode::textValue));
    }
}
