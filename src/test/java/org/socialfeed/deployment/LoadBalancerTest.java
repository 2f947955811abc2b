package org.socialfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.socialfeed.contract.Settings;

/** What the Ingress tells the AWS Load Balancer Controller fits the replicas behind it. Whether that knows the names, AWS says. */
class LoadBalancerTest {
    static List<Overlay> overlays() {
        return List.of(Overlay.named("eks"), Overlay.named("eks-prometheus"));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void itAsksReplicasWhatTheirReadinessProbeAsks(Overlay overlay) {
        Container replica = overlay.replica();
        HTTPGetAction readiness = replica.getReadinessProbe().getHttpGet();
        Map<String, Integer> ports = replica.getPorts().stream()
                .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));
        assertThat(told(overlay, "target-type"))
                .as("the pods themselves, for no Service has that port")
                .isEqualTo("ip");
        assertThat(told(overlay, "healthcheck-port"))
                .isEqualTo(String.valueOf(ports.get(readiness.getPort().getStrVal())));
        assertThat(told(overlay, "healthcheck-path")).isEqualTo(readiness.getPath());
        // The check gives DynamoDB 2 s; and AWS wants the time-out to be below the interval.
        assertThat(Integer.parseInt(told(overlay, "healthcheck-timeout-seconds")))
                .isGreaterThan(2)
                .isLessThan(Integer.parseInt(told(overlay, "healthcheck-interval-seconds")));
    }

    /** Else a request could meet a connection that the service is closing, and be answered 502. */
    @ParameterizedTest
    @MethodSource("overlays")
    void itClosesIdleConnectionsBeforeTheServiceDoes(Overlay overlay) {
        Map<String, String> environment = overlay.environment(overlay.replica());
        Duration ofTheService = duration(
                environment.getOrDefault("QUARKUS_HTTP_IDLE_TIMEOUT", Settings.shipped("quarkus.http.idle-timeout")));
        assertThat(attribute(overlay, "load-balancer-attributes", "idle_timeout.timeout_seconds"))
                .isPositive()
                .isLessThan(ofTheService);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void itLeavesAReplicaThatGoesTheTimeToAnswerWhatItHas(Overlay overlay) {
        Map<String, String> environment = overlay.environment(overlay.replica());
        assertThat(attribute(overlay, "target-group-attributes", "deregistration_delay.timeout_seconds"))
                .isGreaterThanOrEqualTo(duration(environment.getOrDefault("QUARKUS_SHUTDOWN_TIMEOUT", "")));
    }

    private static String told(Overlay overlay, String name) {
        return Objects.requireNonNull(
                overlay.one(Ingress.class, Overlay.SERVICE)
                        .getMetadata()
                        .getAnnotations()
                        .get("alb.ingress.kubernetes.io/" + name),
                name);
    }

    /** One of the {@code key=value,key=value} in an annotation, in seconds. */
    private static Duration attribute(Overlay overlay, String annotation, String key) {
        return Arrays.stream(told(overlay, annotation).split(","))
                .filter(pair -> pair.startsWith(key + "="))
                .map(pair -> duration(pair.substring(key.length() + 1) + "S"))
                .findFirst()
                .orElseThrow();
    }

    private static Duration duration(String value) {
        return Duration.parse("PT" + value);
    }
}
