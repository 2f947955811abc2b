package org.socialfeed.bench.process;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between a replica and its store: hands on bytes, until it is cut. */
public final class Relay implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final NetClient client = vertx.createNetClient();
    private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
    private final URI target;
    private final int port;
    private NetServer server;
    private volatile Line line = Line.WHOLE;

    /** How the network is. */
    public enum Line {
        WHOLE,
        /** Nobody listens any more: connections are reset, new ones refused. A caller knows at once. */
        REFUSED,
        /** Connections stay and nothing comes through, as when packets are dropped. A caller waits in vain. */
        SILENT
    }

    /** Listens on {@code port} of loopback. */
    public Relay(URI target, int port) {
        this.target = target;
        this.port = port;
        this.server = listen();
    }

    public URI uri() {
        return URI.create("http://" + HOST + ":" + port);
    }

    public void cut(Line how) {
        line = how;
        if (how == Line.REFUSED) {
            join(server.close());
            open.forEach(NetSocket::close);
        }
    }

    /** Makes it whole again. What was connected while it was silent is reset: of its bytes some are lost. */
    public void mend() {
        boolean refused = line == Line.REFUSED;
        open.forEach(NetSocket::close);
        line = Line.WHOLE;
        if (refused) {
            server = listen();
        }
    }

    @Override
    public void close() {
        join(vertx.close());
    }

    private NetServer listen() {
        return join(vertx.createNetServer().connectHandler(this::accept).listen(port, HOST));
    }

    private void accept(NetSocket caller) {
        track(caller);
        caller.pause();
        if (line != Line.WHOLE) {
            return;
        }
        client.connect(target.getPort(), target.getHost())
                .onSuccess(called -> {
                    if (!open.contains(caller)) {
                        called.close();
                        return;
                    }
                    track(called);
                    pass(caller, called);
                    pass(called, caller);
                    caller.resume();
                })
                .onFailure(failure -> caller.close());
    }

    private void track(NetSocket socket) {
        open.add(socket);
        socket.closeHandler(closed -> open.remove(socket));
    }

    /** Without back pressure: what goes to and fro here is small. */
    private void pass(NetSocket from, NetSocket to) {
        from.handler(bytes -> {
            if (line == Line.WHOLE) {
                to.write(bytes);
            }
        });
        from.closeHandler(closed -> {
            open.remove(from);
            to.close();
        });
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
