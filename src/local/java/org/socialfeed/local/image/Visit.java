package org.socialfeed.local.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/** What two users do in a few minutes: every endpoint that most requests go to, and the commonest mistakes. */
final class Visit {
    /** How many requests a visit is. */
    static final int REQUESTS = 22;

    private static final int POSTS = 3;

    private Visit() {}

    /** Does all of it under two usernames that nobody has yet; fails at the first answer that is not as it should be. */
    static void make(Service service, Issuer issuer, int number)
            throws IOException, InterruptedException, GeneralSecurityException {
        Client author = Client.of(service, issuer, "author" + number);
        Client reader = Client.of(service, issuer, "reader" + number);
        author.join();
        reader.join();
        reader.call(201, "PUT", "/v1/users/" + reader.user() + "/following/" + author.user(), "");
        List<String> posts = new ArrayList<>();
        for (int each = 0; each < POSTS; each++) {
            posts.add(0, author.post("Post " + each));
        }
        String newest = "/v1/users/" + author.user() + "/posts/" + posts.get(0);
        reader.call(201, "PUT", newest + "/likes/" + reader.user(), "");
        expect(posts, idsOf(reader.get("/v1/feed")));
        expect(posts.subList(0, 1), idsOf(reader.get("/v1/feed?limit=1&include=none")));
        expect(posts, idsOf(reader.get("/v1/users/" + author.user() + "/posts")));
        reader.get(newest);
        reader.get(newest + "/likes");
        reader.get("/v1/users/" + author.user());
        reader.get("/v1/users/" + author.user() + "/followers");
        reader.get("/v1/users/" + reader.user() + "/following");
        reader.get("/v1/users/" + reader.user() + "/likes");
        reader.call(404, "GET", "/v1/users/nobody", "");
        reader.call(400, "GET", "/v1/feed?limit=0", "");
        reader.call(400, "POST", "/v1/users/" + reader.user() + "/posts", "{\"text\": \"\"}");
        author.call(204, "DELETE", newest, "");
        reader.call(204, "DELETE", "/v1/users/" + reader.user() + "/following/" + author.user(), "");
        expect(List.of(), idsOf(reader.get("/v1/feed")));
    }

    private static List<String> idsOf(JsonNode page) {
        return page.get("items").findValuesAsText("id");
    }

    private static void expect(List<String> posts, List<String> found) {
        if (!found.equals(posts)) {
            throw new IllegalStateException("Posts " + found + " instead of " + posts);
        }
    }
}
