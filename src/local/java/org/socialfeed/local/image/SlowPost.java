package org.socialfeed.local.image;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;

/** A request that is in flight for as long as one likes: half of its body is sent, and then, later, the rest. */
final class SlowPost implements AutoCloseable {
    private static final String BODY = "{\"text\": \"sent slowly\"}";
    private static final int HALF = BODY.length() / 2;
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;

    private SlowPost(Socket socket) {
        this.socket = socket;
    }

    static SlowPost begin(Client author) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), author.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        SlowPost post = new SlowPost(socket);
        post.send("POST /v1/users/%s/posts HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                .formatted(author.user(), author.token()));
        post.send("Content-Type: application/json\r\nContent-Length: %d\r\n\r\n".formatted(BODY.length()));
        post.send(BODY.substring(0, HALF));
        return post;
    }

    /** Sends the rest and returns the line with the status. */
    String end() throws IOException {
        send(BODY.substring(HALF));
        String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
        return line == null ? "no answer" : line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }
}
