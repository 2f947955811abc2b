package org.socialfeed.bench.process;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A load balancer for replicas, as HAProxy reads it.
 *
 * @param port on loopback, where it takes requests
 * @param replicas in the order of their turns
 */
public record HaProxyConfig(int port, List<Replica> replicas) {
    /** What the proxy gives a replica that does not answer its probe; the probe itself gives the store 2 s. */
    private static final String PROBE = "check inter 1s fall 2 rise 1";

    /**
     * Where a replica listens on loopback.
     *
     * @param managementPort that of its readiness
     */
    public record Replica(String name, int port, int managementPort) {}

    /**
     * The whole file.
     *
     * <p>A request is tried again on another replica only if no connection could be made ({@code conn-failure}): then nothing of
     * it has been sent. To repeat one that was sent and not answered is for the client to decide, who knows whether its write may
     * happen twice; the proxy does not.
     *
     * <p>Turns go round, and connections to replicas are kept and shared, as with the load balancer of the EKS overlay. Each
     * request leaves a line with the id that its client gave it and the replica that had it; for that, clients' connections are
     * not kept ({@code httpclose}): on one that is, a request whose replica goes away ends without an answer and without a line.
     */
    public String text() {
        return """
                global
                  log stdout format raw daemon
                  nbthread 1
                defaults
                  mode http
                  log global
                  timeout connect 1s
                  timeout check 3s
                  timeout server 30s
                  timeout client 75s
                  http-reuse always
                  retries 3
                  option redispatch 1
                  retry-on conn-failure
                frontend entrance
                  bind 127.0.0.1:%d
                  option httpclose
                  http-request capture req.hdr(X-Request-Id) len 64
                  log-format "request %%[capture.req.hdr(0)] server %%s status %%ST retries %%rc state %%tsc"
                  default_backend replicas
                backend replicas
                  balance roundrobin
                  option httpchk
                  http-check send meth GET uri /q/health/ready ver HTTP/1.1 hdr Host 127.0.0.1
                  http-check expect status 200
                  default-server %s
                %s
                """.formatted(
                        port, PROBE, replicas.stream().map(HaProxyConfig::line).collect(Collectors.joining("\n")));
    }

    private static String line(Replica replica) {
        return "  server " + replica.name() + " 127.0.0.1:" + replica.port() + " port " + replica.managementPort();
    }
}
