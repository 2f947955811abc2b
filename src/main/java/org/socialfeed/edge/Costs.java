package org.socialfeed.edge;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.math.BigDecimal;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.socialfeed.table.RequestCost;

/**
 * Reports what each request has cost in DynamoDB: as metrics by endpoint, {@code feed.http.dynamodb.units} and
 * {@code feed.http.dynamodb.calls}, and in development as a header of the answer.
 */
class Costs {
    private static final String HEADER = "X-Consumed-Capacity";

    private final CapacitySettings settings;
    private final MeterRegistry registry;

    Costs(CapacitySettings settings, MeterRegistry registry) {
        this.settings = settings;
        this.registry = registry;
    }

    @ServerResponseFilter
    void report(ContainerResponseContext response, SimpleResourceInfo resource) {
        RequestCost.current().ifPresent(cost -> {
            count(endpoint(resource), cost);
            if (settings.header()) {
                response.getHeaders().putSingle(HEADER, header(cost));
            }
        });
    }

    private void count(String endpoint, RequestCost cost) {
        registry.counter("feed.http.dynamodb.units", "endpoint", endpoint, "kind", "read")
                .increment(cost.readUnits());
        registry.counter("feed.http.dynamodb.units", "endpoint", endpoint, "kind", "write")
                .increment(cost.writeUnits());
        registry.summary("feed.http.dynamodb.calls", "endpoint", endpoint).record((double) cost.calls());
    }

    /** The method's name: one of a few, whatever the address was. */
    private static String endpoint(SimpleResourceInfo resource) {
        return Optional.ofNullable(resource)
                .filter(matched -> matched.getResourceClass() != null)
                .map(matched -> matched.getResourceClass().getSimpleName().replaceAll("_.*", "") + "."
                        + matched.getMethodName())
                .orElse("none");
    }

    private static String header(RequestCost cost) {
        return "rcu=" + plain(cost.readUnits()) + ", wcu=" + plain(cost.writeUnits()) + ", calls=" + cost.calls();
    }

    private static String plain(double units) {
        return BigDecimal.valueOf(units).stripTrailingZeros().toPlainString();
    }
}
