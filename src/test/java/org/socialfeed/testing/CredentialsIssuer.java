package org.socialfeed.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Where pods have their credentials from: the agent of EKS Pod Identity, and STS. Gives them to whoever shows the token. */
public final class CredentialsIssuer implements AutoCloseable {
    /** The access keys of what it issues. */
    public static final String OF_AGENT = "ASIAOFTHEAGENT000000";

    public static final String OF_STS = "ASIAOFSTS00000000000";

    private static final String TOKEN = "the-token-of-the-service-account";
    private static final String ROLE = "arn:aws:iam::123456789012:role/social-feed";

    private final HttpServer server;
    private final Path token;
    private volatile boolean down;

    private CredentialsIssuer(HttpServer server, Path token) {
        this.server = server;
        this.token = token;
        server.createContext("/v1/credentials", exchange -> answer(exchange, agentAnswers(exchange)));
        server.createContext("/", exchange -> answer(exchange, stsAnswers(exchange)));
        server.start();
    }

    /** Begins on a free port of loopback; the token that pods show is put into a file of this folder. */
    public static CredentialsIssuer start(Path folder) {
        try {
            return new CredentialsIssuer(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
                    Files.writeString(folder.resolve("token"), TOKEN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The variables that EKS gives a pod with Pod Identity. */
    public Map<String, String> podIdentity() {
        return Map.of(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                url() + "/v1/credentials",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                token.toString());
    }

    /** The variables that EKS gives a pod whose service account has a role (IRSA), and where STS is. */
    public Map<String, String> irsa() {
        return Map.of(
                "AWS_ROLE_ARN",
                ROLE,
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                token.toString(),
                "AWS_REGION",
                "us-east-1",
                "AWS_ENDPOINT_URL_STS",
                url());
    }

    /** Whether it refuses everyone. */
    public void setDown(boolean down) {
        this.down = down;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static String agentAnswers(HttpExchange exchange) {
        return TOKEN.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                ? """
                {"AccessKeyId": "%s", "SecretAccessKey": "secret", "Token": "session", "Expiration": "%s"}""".formatted(OF_AGENT, end())
                : "";
    }

    private static String stsAnswers(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        return form.contains("Action=AssumeRoleWithWebIdentity") && form.contains("WebIdentityToken=" + TOKEN)
                ? """
                <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <AssumeRoleWithWebIdentityResult>
                    <AssumedRoleUser><Arn>%s</Arn><AssumedRoleId>AROA:social-feed</AssumedRoleId></AssumedRoleUser>
                    <Credentials>
                      <AccessKeyId>%s</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
                      <SessionToken>session</SessionToken><Expiration>%s</Expiration>
                    </Credentials>
                  </AssumeRoleWithWebIdentityResult>
                </AssumeRoleWithWebIdentityResponse>""".formatted(ROLE, OF_STS, end())
                : "";
    }

    private void answer(HttpExchange exchange, String credentials) throws IOException {
        try (exchange) {
            byte[] body = credentials.getBytes(UTF_8);
            boolean given = body.length > 0 && !down;
            exchange.sendResponseHeaders(given ? 200 : 403, given ? body.length : -1);
            if (given) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static Instant end() {
        return Instant.now().plus(Duration.ofHours(6)).truncatedTo(ChronoUnit.SECONDS);
    }
}
