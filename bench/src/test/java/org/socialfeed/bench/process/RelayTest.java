package org.socialfeed.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.socialfeed.bench.process.Relay.Line;

@Timeout(30)
class RelayTest {
    private static final int PATIENCE_MILLIS = 10_000;
    /** Within it a line that is not silent would have answered. */
    private static final int SILENCE_MILLIS = 300;

    private HttpServer server;
    private Relay relay;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        relay = new Relay(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                Ports.free(1).get(0));
    }

    @AfterEach
    void stop() {
        relay.close();
        server.stop(0);
    }

    @Test
    void wholeLineHandsOnWhatIsSentToAndFro() throws IOException {
        try (Socket socket = connect()) {
            assertThat(ask(socket)).isEqualTo("HTTP/1.1 204");
            assertThat(ask(socket)).isEqualTo("HTTP/1.1 204");
        }
    }

    @Test
    void refusedConnectionsAreClosedAndNewOnesAreNotMade() throws IOException {
        try (Socket socket = connect()) {
            ask(socket);

            relay.cut(Line.REFUSED);

            assertThat(isClosed(socket)).isTrue();
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void silentLineKeepsConnectionsAndAnswersNothing() throws IOException {
        try (Socket before = connect()) {
            ask(before);

            relay.cut(Line.SILENT);

            assertSilent(before);
            try (Socket after = connect()) {
                assertSilent(after);
            }
        }
    }

    @Test
    void mendedLineServesNewConnectionsAndClosesOldOnes() throws IOException {
        for (Line cut : new Line[] {Line.REFUSED, Line.SILENT}) {
            try (Socket old = connect()) {
                ask(old);
                relay.cut(cut);

                relay.mend();

                assertThat(isClosed(old)).isTrue();
                try (Socket fresh = connect()) {
                    assertThat(ask(fresh)).isEqualTo("HTTP/1.1 204");
                }
            }
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), relay.uri().getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(() -> ask(socket)).isInstanceOf(SocketTimeoutException.class);
    }

    /** Sends a request; the beginning of the answer, the rest of which is read, too. */
    private static String ask(Socket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: store\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("closed");
            }
            answer.append((char) next);
        }
        return answer.substring(0, "HTTP/1.1 204".length());
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            // Reset instead of closed.
            return true;
        }
    }
}
