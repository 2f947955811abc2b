package org.socialfeed.testing;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;

/** A token issuer that hands out the key of {@link TestingTokens} by https, as JWKS, once it is up. */
public final class TestingIssuer implements AutoCloseable {
    public static final String KEY_ID = "key-of-the-tests";

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final HttpsServer server;
    private final Path certificate;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean up;

    private TestingIssuer(HttpsServer server, Path certificate) {
        this.server = server;
        this.certificate = certificate;
    }

    /** On a free port of loopback; down, so it answers 503. */
    public static TestingIssuer start(Path folder) {
        Path store = folder.resolve("issuer.p12");
        Path certificate = folder.resolve("issuer.pem");
        try {
            keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1");
            keytool(store, "-exportcert", "-rfc", "-file", certificate.toString());
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(certified(store)));
            TestingIssuer issuer = new TestingIssuer(server, certificate);
            server.createContext("/jwks", exchange -> {
                issuer.requests.incrementAndGet();
                byte[] body = keys().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(issuer.up ? 200 : 503, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return issuer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** These settings, but with the keys from here. */
    public Map<String, String> in(Map<String, String> settings) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.remove("mp.jwt.verify.publickey");
        changed.put(
                "mp.jwt.verify.publickey.location",
                "https://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
        changed.put("smallrye.jwt.client.tls.certificate.path", certificate.toString());
        return changed;
    }

    public void up() {
        up = true;
    }

    public int requests() {
        return requests.get();
    }

    private static String keys() {
        RsaJsonWebKey key = new RsaJsonWebKey(TestingTokens.trustedKey());
        key.setKeyId(KEY_ID);
        return new JsonWebKeySet(key).toJson();
    }

    private static SSLContext certified(Path store) throws IOException {
        try (InputStream stored = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(stored, PASSWORD);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JDK has no interface that signs a certificate. */
    private static void keytool(Path store, String... command) throws IOException {
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        all.addAll(List.of(command));
        all.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
        all.addAll(List.of("-storepass", new String(PASSWORD), "-alias", "issuer"));
        Process keytool = new ProcessBuilder(all).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
