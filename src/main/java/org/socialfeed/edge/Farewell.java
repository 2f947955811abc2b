package org.socialfeed.edge;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * From SIGTERM on, answers with {@code Connection: close} (RFC 9112, 9.6). A load balancer of connections, as a Service of
 * Kubernetes is, sends no new ones to a replica that is not ready, but clients keep those that they have, and would send
 * their next request to a process that is gone.
 */
@Singleton
class Farewell {
    private volatile boolean leaving;

    void leave(@Observes ShutdownDelayInitiatedEvent shutdown) {
        leaving = true;
    }

    /** HTTP/2 has no such header: there the server's GOAWAY says it. */
    void say(HttpServerRequest request) {
        if (leaving && request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader("Connection", "close");
        }
    }
}
