package org.socialfeed.bench.replicas;

import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.socialfeed.bench.process.Folders;
import org.socialfeed.bench.process.HaProxyConfig;
import org.socialfeed.bench.process.PackagedService;

/** A replica of the packaged service, which can be ended and started again in the same place. */
final class Replica implements AutoCloseable {
    /** QUARKUS_SHUTDOWN_DELAY and terminationGracePeriodSeconds of k8s/base. */
    private static final String DELAY = "5s";

    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    private final Folders folders;
    private final HaProxyConfig.Replica address;
    private final URI store;
    private final PublicKey signer;
    private Optional<PackagedService> service = Optional.empty();
    private int starts;

    /** @param store as this replica reaches it */
    Replica(Folders folders, HaProxyConfig.Replica address, URI store, PublicKey signer) {
        this.folders = folders;
        this.address = address;
        this.store = store;
        this.signer = signer;
    }

    String name() {
        return address.name();
    }

    URI uri() {
        return service.orElseThrow().uri();
    }

    /** Starts its process and waits until it listens; each process has a log of its own. */
    void start() throws InterruptedException {
        starts++;
        service = Optional.of(PackagedService.start(
                name() + "-" + starts,
                folders,
                store,
                signer,
                Map.of(
                        "quarkus.http.port", String.valueOf(address.port()),
                        "quarkus.management.port", String.valueOf(address.managementPort()),
                        "quarkus.shutdown.delay", DELAY)));
    }

    /** Sends SIGTERM, and SIGKILL if it has not ended when a pod's time is over. Its exit code. */
    int terminate() throws InterruptedException {
        return service.orElseThrow().terminate(LONGEST_END);
    }

    void kill() throws InterruptedException {
        service.orElseThrow().kill();
    }

    /** At once: it leaves nothing behind that is wanted. */
    @Override
    public void close() {
        try {
            if (service.isPresent()) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
