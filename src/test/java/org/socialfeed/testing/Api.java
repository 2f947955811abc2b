package org.socialfeed.testing;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Drives the REST API as a client does, and holds every answer against the contract. Usernames are made unique, so tests
 * don't meet in the one table.
 */
public final class Api {
    /** Counted and not drawn: of 5,000 random names two are the same once in 300 runs. */
    private static final AtomicInteger NAMES = new AtomicInteger(new Random().nextInt());

    static {
        RestAssured.filters(new ContractFilter());
    }

    private Api() {}

    /** A username that nobody else has. */
    public static String fresh(String stem) {
        return stem + "_" + HexFormat.of().toHexDigits(NAMES.incrementAndGet());
    }

    /** A fresh user with a profile. */
    public static String user(String stem) {
        String username = fresh(stem);
        putProfile(username, Map.of("displayName", stem)).then().statusCode(201);
        return username;
    }

    public static Response putProfile(String username, Map<String, String> fields) {
        return as(username).contentType(ContentType.JSON).body(fields).put("/v1/users/{me}", username);
    }

    public static RequestSpecification as(String username) {
        return given().header("Authorization", "Bearer " + TestingTokens.token(username));
    }

    /** Posts and returns the id. */
    public static String post(String author, String text) {
        return createPost(author, text).then().statusCode(201).extract().path("id");
    }

    /** Posts, or tries to. */
    public static Response createPost(String author, String text) {
        return createPost(as(author), author, text);
    }

    /** Posts with an idempotency key, or tries to. */
    public static Response createPost(String author, String text, String key) {
        return createPost(as(author).header("Idempotency-Key", key), author, text);
    }

    private static Response createPost(RequestSpecification request, String author, String text) {
        return request.contentType(ContentType.JSON).body(Map.of("text", text)).post("/v1/users/{me}/posts", author);
    }

    public static Response deletePost(String author, String post) {
        return as(author).delete("/v1/users/{me}/posts/{post}", author, post);
    }

    public static Response follow(String follower, String followee) {
        return as(follower).put("/v1/users/{me}/following/{other}", follower, followee);
    }

    public static Response unfollow(String follower, String followee) {
        return as(follower).delete("/v1/users/{me}/following/{other}", follower, followee);
    }

    public static Response like(String liker, String author, String post) {
        return as(liker).put("/v1/users/{author}/posts/{post}/likes/{me}", author, post, liker);
    }

    public static Response unlike(String liker, String author, String post) {
        return as(liker).delete("/v1/users/{author}/posts/{post}/likes/{me}", author, post, liker);
    }

    public static Response profile(String username) {
        return given().get("/v1/users/{username}", username);
    }

    /** The ids of a whole feed, walked in pages of this size. */
    public static List<String> feed(String reader, int limit) {
        return walk(as(reader), "/v1/feed", limit, "id");
    }

    /**
     * A field of every item of a list, walked to its end.
     *
     * @throws AssertionError if a page is short before the end, or a cursor comes twice
     */
    public static List<String> walk(RequestSpecification request, String path, int limit, String field) {
        List<String> all = new ArrayList<>();
        Set<String> cursors = new HashSet<>();
        Optional<String> next = Optional.empty();
        do {
            RequestSpecification page = given().spec(request).queryParam("limit", limit);
            next.ifPresent(cursor -> page.queryParam("cursor", cursor));
            var body = page.get(path).then().statusCode(200).extract().jsonPath();
            List<String> items = body.getList("items." + field);
            next = Optional.ofNullable(body.getString("next"));
            if (next.isPresent() && (items.size() != limit || !cursors.add(next.get()))) {
                throw new AssertionError("A page of " + path + " is short or repeated: " + items);
            }
            all.addAll(items);
        } while (next.isPresent());
        return all;
    }

    /** One part of the header {@code X-Consumed-Capacity}: {@code rcu}, {@code wcu} or {@code calls}. */
    public static double cost(Response response, String part) {
        for (String each : response.header("X-Consumed-Capacity").split(", ", -1)) {
            if (each.startsWith(part + "=")) {
                return Double.parseDouble(each.substring(part.length() + 1));
            }
        }
        throw new AssertionError("No " + part + " in X-Consumed-Capacity");
    }
}
