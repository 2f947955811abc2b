package org.socialfeed.testing;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.ConfigProvider;

/** HTTP by hand: for addresses that no client library would send, and for clients that go away. */
public final class RawHttp {
    private RawHttp() {}

    /** Sends a request and leaves the connection to the caller. */
    public static Socket send(String path, String... headers) throws IOException {
        URI service = URI.create(ConfigProvider.getConfig().getValue("test.url", String.class));
        Socket socket = new Socket(service.getHost(), service.getPort());
        String request = "GET " + path + " HTTP/1.1\r\nHost: test\r\n" + String.join("\r\n", headers)
                + (headers.length == 0 ? "" : "\r\n") + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** The whole answer to a request, head and body, as text. */
    public static String get(String path) throws IOException {
        try (Socket socket = send(path, "Connection: close")) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
