package org.socialfeed.bench.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports of loopback for servers whose address is known before they start, and stays the same when they start again. */
public final class Ports {
    // Below 32768, where Linux begins to give ports to outgoing connections: none of those gets a server's while it is
    // down.
    private static final int FIRST = 20_000;
    private static final int LAST = 29_999;

    private Ports() {}

    /** So many that are free now, no two alike. */
    public static List<Integer> free(int count) {
        int first = ThreadLocalRandom.current().nextInt(FIRST, LAST);
        return IntStream.concat(IntStream.rangeClosed(first, LAST), IntStream.range(FIRST, first))
                .filter(Ports::isFree)
                .limit(count)
                .boxed()
                .toList();
    }

    private static boolean isFree(int port) {
        try {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
