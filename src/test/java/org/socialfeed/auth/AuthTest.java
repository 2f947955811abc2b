package org.socialfeed.auth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.socialfeed.testing.Api.as;
import static org.socialfeed.testing.Api.fresh;
import static org.socialfeed.testing.Api.user;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.build.Jwt;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socialfeed.testing.LocalDynamoResource;
import org.socialfeed.testing.TestingDynamo;
import org.socialfeed.testing.TestingTokens;

@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
class AuthTest {
    @BeforeEach
    void noFaults() {
        TestingDynamo.current().clear();
    }

    @Test
    void whatIsNotPublicNeedsAToken() {
        String alice = user("alice");
        given().get("/v1/feed").then().statusCode(401).header("WWW-Authenticate", startsWith("Bearer"));
        given().get("/v1/users/{u}/likes", alice).then().statusCode(401);
        for (String path : List.of("/v1/users/" + alice, "/v1/users/" + alice + "/following/bob_9")) {
            given().put(path).then().statusCode(401).body("type", equalTo("urn:social-feed:problem:unauthorized"));
        }
        for (String path : List.of("/posts", "/followers", "/following", "")) {
            given().get("/v1/users/" + alice + path).then().statusCode(200);
        }
    }

    @Test
    void aBadTokenIsRefusedEverywherePublicReadsIncluded() throws Exception {
        String alice = user("alice");
        KeyPairGenerator foreign = KeyPairGenerator.getInstance("RSA");
        foreign.initialize(2048);
        List<String> bad = List.of(
                "x",
                "a.b.c",
                TestingTokens.token(alice) + "x",
                TestingTokens.sign(
                        TestingTokens.claims(alice).expiresAt(Instant.now().minus(Duration.ofMinutes(1)))),
                TestingTokens.sign(TestingTokens.claims(alice).issuer("https://other.test")),
                TestingTokens.sign(TestingTokens.claims(alice).audience("other")),
                TestingTokens.claims(alice).sign(foreign.generateKeyPair().getPrivate()),
                "eyJhbGciOiJub25lIn0." + TestingTokens.token(alice).split("\\.", -1)[1] + ".");
        for (String token : bad) {
            unauthorized(token, "/v1/feed");
            unauthorized(token, "/v1/users/" + alice);
        }
    }

    @Test
    void actingForAnotherIsForbidden() {
        String alice = user("alice");
        String bob = user("bob");
        String id = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
        forbidden(as(alice).put("/v1/users/{u}", bob).then());
        forbidden(as(alice).post("/v1/users/{u}/posts", bob).then());
        forbidden(as(alice).delete("/v1/users/{u}/posts/{p}", bob, id).then());
        forbidden(as(alice).put("/v1/users/{u}/following/{o}", bob, alice).then());
        forbidden(as(alice).delete("/v1/users/{u}/following/{o}", bob, alice).then());
        forbidden(as(alice).delete("/v1/users/{u}/followers/{o}", bob, alice).then());
        forbidden(as(alice)
                .put("/v1/users/{u}/posts/{p}/likes/{l}", alice, id, bob)
                .then());
        forbidden(as(alice)
                .delete("/v1/users/{u}/posts/{p}/likes/{l}", alice, id, bob)
                .then());
        forbidden(as(alice).get("/v1/users/{u}/likes", bob).then());
    }

    @Test
    void aPrincipalThatIsNoUsernameIsForbiddenWithATypeOfItsOwn() {
        for (String name : List.of("Alice", "a", "a b", "alice#1", "auth0|1234")) {
            given().header("Authorization", "Bearer " + TestingTokens.token(name))
                    .get("/v1/feed")
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("urn:social-feed:problem:invalid-principal"));
        }
    }

    @Test
    void thePrincipalIsThePreferredUsernameElseTheUpnElseTheSubject() {
        String alice = user("alice");
        String other = fresh("other");
        var claims = Jwt.claims()
                .issuer(TestingTokens.ISSUER)
                .audience(TestingTokens.AUDIENCE)
                .expiresIn(600);
        likes(200, alice, TestingTokens.sign(claims.subject(other).upn(other).preferredUserName(alice)));
        claims = Jwt.claims()
                .issuer(TestingTokens.ISSUER)
                .audience(TestingTokens.AUDIENCE)
                .expiresIn(600);
        likes(200, alice, TestingTokens.sign(claims.subject(other).upn(alice)));
        claims = Jwt.claims()
                .issuer(TestingTokens.ISSUER)
                .audience(TestingTokens.AUDIENCE)
                .expiresIn(600);
        likes(200, alice, TestingTokens.sign(claims.subject(alice)));
        claims = Jwt.claims()
                .issuer(TestingTokens.ISSUER)
                .audience(TestingTokens.AUDIENCE)
                .expiresIn(600);
        likes(403, alice, TestingTokens.sign(claims.subject(alice).upn(alice).preferredUserName(other)));
    }

    private static void likes(int status, String user, String token) {
        given().header("Authorization", "Bearer " + token)
                .get("/v1/users/{u}/likes", user)
                .then()
                .statusCode(status);
    }

    private static void unauthorized(String token, String path) {
        given().header("Authorization", "Bearer " + token)
                .get(path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("type", equalTo("urn:social-feed:problem:unauthorized"));
    }

    private static void forbidden(ValidatableResponse response) {
        response.statusCode(403).body("type", equalTo("urn:social-feed:problem:forbidden"));
    }
}
