package org.socialfeed.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socialfeed.bench.client.Api;
import org.socialfeed.bench.client.BackOff;
import org.socialfeed.bench.client.DevelopmentTokens;
import org.socialfeed.bench.client.Observer;
import org.socialfeed.bench.client.SignedTokens;
import org.socialfeed.bench.client.Tokens;
import org.socialfeed.bench.client.Wire;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The flags that say where the service is and how to talk to it. */
final class ServiceOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "the running service (default: ${DEFAULT-VALUE})")
    private String url;

    @Option(names = "--allow-remote", description = "allow a --url that is not this machine")
    private boolean allowRemote;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "for one attempt of a request (default: ${DEFAULT-VALUE})")
    private int timeout;

    @Option(
            names = "--retries",
            paramLabel = "N",
            defaultValue = "8",
            description = "further attempts after 429, 503 or a failed connection (default: ${DEFAULT-VALUE})")
    private int retries;

    @ArgGroup(exclusive = false)
    private @Nullable Signing signing;

    /** Given together or not at all. */
    static final class Signing {
        @Option(
                names = "--key",
                required = true,
                paramLabel = "FILE.pem",
                description = "sign tokens with this RSA key (PKCS#8) instead of asking the service for them")
        private Path key;

        @Option(names = "--issuer", required = true, paramLabel = "I", description = "issuer of signed tokens")
        private String issuer;

        @Option(names = "--audience", required = true, paramLabel = "A", description = "audience of signed tokens")
        private String audience;
    }

    /** @throws IllegalArgumentException if a flag's value is of no use */
    Api connect(Observer observer) {
        require(timeout >= 1, "--timeout must be at least 1");
        require(retries >= 0 && retries <= 100, "--retries must be from 0 to 100");
        Wire wire = new Wire(target(), Duration.ofSeconds(timeout), BackOff.of(retries), observer);
        return new Api(wire, signing == null ? new DevelopmentTokens(wire) : signed(signing));
    }

    private static Tokens signed(Signing signing) {
        try {
            return new SignedTokens(
                    SignedTokens.readKey(signing.key), signing.issuer, signing.audience, Clock.systemUTC());
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read --key " + signing.key, e);
        }
    }

    private URI target() {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("--url is no URL: " + url, e);
        }
        require(
                Set.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null,
                "--url must be http://host[:port] or https://host[:port]: " + url);
        require(
                uri.getQuery() == null && uri.getFragment() == null && uri.getUserInfo() == null,
                "--url must have no user, query or fragment: " + url);
        require(
                allowRemote || isLoopback(uri.getHost()),
                uri.getHost() + " is not this machine; add --allow-remote if you mean to load it");
        return uri;
    }

    private static boolean isLoopback(String host) {
        try {
            return Stream.of(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("--url names an unknown host: " + host, e);
        }
    }

    /** @throws IllegalArgumentException with this message, which the user reads, unless the condition holds */
    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
