package org.socialfeed.edge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jspecify.annotations.Nullable;
import org.socialfeed.table.RequestCost;

/**
 * Reports what each request has cost in DynamoDB: as metrics by endpoint, {@code feed.http.dynamodb.units} and
 * {@code feed.http.dynamodb.calls}, and in development as a header of the answer.
 */
class Costs {
    private static final String HEADER = "X-Consumed-Capacity";

    private final CapacitySettings settings;
    private final MeterRegistry registry;
    private final Map<Endpoint, Meters> meters = new ConcurrentHashMap<>();

    Costs(CapacitySettings settings, MeterRegistry registry) {
        this.settings = settings;
        this.registry = registry;
    }

    private record Endpoint(Class<?> resource, String method) {
        private static final Endpoint NONE = new Endpoint(Void.class, "none");

        /** One of a few, whatever the address was. */
        static Endpoint of(@Nullable SimpleResourceInfo resource) {
            return resource == null || resource.getResourceClass() == null
                    ? NONE
                    : new Endpoint(resource.getResourceClass(), resource.getMethodName());
        }

        String label() {
            // What the container generates is named after the class.
            return equals(NONE) ? method : resource.getSimpleName().replaceAll("_.*", "") + "." + method;
        }
    }

    private record Meters(Counter readUnits, Counter writeUnits, DistributionSummary calls) {}

    @ServerResponseFilter
    void report(ContainerResponseContext response, @Nullable SimpleResourceInfo resource) {
        RequestCost.current().ifPresent(cost -> {
            count(Endpoint.of(resource), cost);
            if (settings.header()) {
                response.getHeaders().putSingle(HEADER, header(cost));
            }
        });
    }

    private void count(Endpoint endpoint, RequestCost cost) {
        Meters of = meters.computeIfAbsent(endpoint, this::meters);
        of.readUnits().increment(cost.readUnits());
        of.writeUnits().increment(cost.writeUnits());
        of.calls().record((double) cost.calls());
    }

    private Meters meters(Endpoint endpoint) {
        String label = endpoint.label();
        return new Meters(
                registry.counter("feed.http.dynamodb.units", "endpoint", label, "kind", "read"),
                registry.counter("feed.http.dynamodb.units", "endpoint", label, "kind", "write"),
                registry.summary("feed.http.dynamodb.calls", "endpoint", label));
    }

    private static String header(RequestCost cost) {
        return "rcu=" + plain(cost.readUnits()) + ", wcu=" + plain(cost.writeUnits()) + ", calls=" + cost.calls();
    }

    private static String plain(double units) {
        return BigDecimal.valueOf(units).stripTrailingZeros().toPlainString();
    }
}
