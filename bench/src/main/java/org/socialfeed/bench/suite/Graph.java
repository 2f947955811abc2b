package org.socialfeed.bench.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Stream;
import org.socialfeed.bench.graph.EdgeFile;
import org.socialfeed.bench.graph.Follow;
import org.socialfeed.bench.graph.GeneratedNetwork;
import org.socialfeed.bench.graph.Network;

/**
 * The network of a run, and where it is from.
 *
 * @param origin for the report: without it nobody could run it again
 */
record Graph(Network network, String origin) {

    static Graph madeUp(int users, int followees, long seed) {
        return new Graph(GeneratedNetwork.of(users, followees, seed), "made-up network, seed " + seed);
    }

    /**
     * The best connected users of an edge list.
     *
     * @throws IllegalArgumentException if it has fewer
     */
    static Graph of(Path file, int users) throws IOException {
        Collection<Follow> edges = EdgeFile.read(file);
        Network network = Network.mostConnected(edges, users);
        long all = edges.stream()
                .flatMap(edge -> Stream.of(edge.follower(), edge.followee()))
                .distinct()
                .count();
        String origin = String.format(
                Locale.ROOT,
                "%s (%,d users, %,d edges), its %,d best connected",
                file.getFileName(),
                all,
                edges.size(),
                users);
        return new Graph(network, origin);
    }
}
