package org.socialfeed.testing;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;

/**
 * An address before a store that refuses connections until it is opened: a store that appears late, where it is awaited.
 * Passes all bytes on; what is to be done to single calls is {@link TestingDynamo}'s.
 */
public final class Forwarder implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    private final URI address = unusedAddress();
    private final URI target;

    private Forwarder(URI target) {
        this.target = target;
    }

    public static Forwarder before(URI target) {
        return new Forwarder(target);
    }

    /** Where the store will be; nothing listens there yet. */
    public URI address() {
        return address;
    }

    /** From now on the store is there. */
    public void open() {
        vertx.createNetServer()
                .connectHandler(this::connect)
                .listen(address.getPort(), address.getHost())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void connect(NetSocket caller) {
        caller.pause();
        client.connect(target.getPort(), target.getHost())
                .onSuccess(store -> {
                    caller.pipeTo(store);
                    store.pipeTo(caller);
                })
                .onFailure(refused -> caller.close());
    }

    private static URI unusedAddress() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
