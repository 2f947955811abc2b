package org.socialfeed.bench.replicas;

import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.socialfeed.bench.drive.NanoClock;
import org.socialfeed.bench.floor.Store;
import org.socialfeed.bench.process.DynamoDbLocal;
import org.socialfeed.bench.process.Folders;
import org.socialfeed.bench.process.HaProxy;
import org.socialfeed.bench.process.HaProxyConfig;
import org.socialfeed.bench.process.PackagedService;
import org.socialfeed.bench.process.Ports;
import org.socialfeed.bench.process.Relay;

/**
 * Replicas on one store, and the load balancer before them.
 *
 * @param replicas in the proxy's order; the last one reaches the store through the relay, the others do directly
 * @param started what has to be stopped, the last first
 */
record Fleet(Store table, Relay relay, List<Replica> replicas, HaProxy proxy, ProxyLog log, Deque<Runnable> started)
        implements AutoCloseable {
    static final int SIZE = 3;
    /** How long a replica may take until it is in rotation, or out of it. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Starts all of it and waits until every replica is in rotation; what has been started is stopped again if the rest fails. */
    static Fleet start(Folders folders, PublicKey signer, NanoClock clock) throws InterruptedException {
        Deque<Runnable> started = new ArrayDeque<>();
        try {
            DynamoDbLocal dynamo = DynamoDbLocal.start(folders);
            started.push(dynamo::close);
            Store table = new Store(dynamo.uri(), PackagedService.TABLE);
            started.push(table::close);
            table.createTable();
            // The proxy's, the relay's, and two of each replica.
            List<Integer> ports = Ports.free(2 + 2 * SIZE);
            ProxyLog log = new ProxyLog(clock);
            List<HaProxyConfig.Replica> addresses = addresses(ports.subList(2, ports.size()));
            HaProxy proxy = HaProxy.start(folders, new HaProxyConfig(ports.get(0), addresses), log);
            started.push(proxy::close);
            Relay relay = new Relay(dynamo.uri(), ports.get(1));
            started.push(relay::close);
            List<Replica> replicas = new ArrayList<>();
            for (HaProxyConfig.Replica address : addresses) {
                URI store = replicas.size() == SIZE - 1 ? relay.uri() : dynamo.uri();
                Replica replica = new Replica(folders, address, store, signer);
                started.push(replica::close);
                long begun = clock.nanos();
                replica.start();
                log.await(replica.name(), ProxyLog.State.UP, begun, PATIENCE);
                replicas.add(replica);
            }
            return new Fleet(table, relay, replicas, proxy, log, started);
        } catch (RuntimeException e) {
            started.forEach(Runnable::run);
            throw e;
        }
    }

    /** The replica whose store can be cut off. */
    Replica relayed() {
        return replicas.get(replicas.size() - 1);
    }

    @Override
    public void close() {
        started.forEach(Runnable::run);
    }

    private static List<HaProxyConfig.Replica> addresses(List<Integer> ports) {
        List<HaProxyConfig.Replica> addresses = new ArrayList<>();
        for (int number = 1; number <= SIZE; number++) {
            addresses.add(new HaProxyConfig.Replica(
                    "replica-" + number, ports.get(2 * number - 2), ports.get(2 * number - 1)));
        }
        return addresses;
    }
}
